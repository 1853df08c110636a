import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import type { i18n as I18n } from 'i18next';
import { ChevronDown } from 'lucide-react';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import { DeskProvider, type DeskContext } from '../model/context.tsx';
import { ClockProvider, type Ticker } from '../ui/clock.tsx';
import { Icon } from '../ui/Icon.tsx';
import { antdThemes, type ThemeName } from '../ui/tokens.ts';

export interface ProvidersProps {
  readonly desk: DeskContext;
  readonly i18n: I18n;
  readonly ticker: Ticker;
  readonly nonce: string;
  readonly children: ReactNode;
}

const darkQuery = '(prefers-color-scheme: dark)';

function useSystemTheme(): ThemeName {
  return useSyncExternalStore(
    (run) => {
      const query = window.matchMedia(darkQuery);
      query.addEventListener('change', run);
      return () => query.removeEventListener('change', run);
    },
    () => (window.matchMedia(darkQuery).matches ? 'dark' : 'light'),
  );
}

/** Store, ports, words, time and theme for everything below. */
export function Providers({ desk, i18n, ticker, nonce, children }: ProvidersProps) {
  const { language, theme } = useStore(desk.store, (state) => state.prefs);
  const system = useSystemTheme();
  const shown = theme === 'system' ? system : theme;
  useEffect(() => {
    document.documentElement.dataset['theme'] = shown;
  }, [shown]);
  useEffect(() => {
    document.documentElement.lang = language;
    void i18n.changeLanguage(language);
  }, [i18n, language]);
  return (
    <I18nextProvider i18n={i18n}>
      <ConfigProvider
        theme={antdThemes[shown]} locale={language === 'en' ? enUS : zhCN} csp={{ nonce }}
        wave={{ disabled: true }} button={{ autoInsertSpace: false }} select={{ suffixIcon: <Icon icon={ChevronDown} /> }}
      >
        <ClockProvider ticker={ticker}>
          <DeskProvider value={desk}>{children}</DeskProvider>
        </ClockProvider>
      </ConfigProvider>
    </I18nextProvider>
  );
}
