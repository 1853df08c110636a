import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskStore, usePorts } from '../model/context.tsx';
import { ringingCalls } from '../model/selectors.ts';

/** Tells the shell when something rings, in the person's language: it flashes and notifies while the window is behind. */
export function useRingNotice(): void {
  const { t } = useTranslation(['app', 'common']);
  const { shell } = usePorts();
  const store = useDeskStore();
  useEffect(() => {
    let told: string | null = null;
    const tell = (): void => {
      const [call] = ringingCalls(store.getState());
      const now = call?.id ?? null;
      if (now === told) return;
      told = now;
      const who = call === undefined ? '' : call.remote.withheld || call.remote.masked === '' ? t('common:noNumber') : call.remote.masked;
      void shell.ring({ ringing: call !== undefined, title: call === undefined ? '' : t('ringNotice.title', { who }), body: call === undefined ? '' : t('ringNotice.body', { queue: call.headers.queue ?? '' }) });
    };
    tell();
    return store.subscribe(tell);
  }, [shell, store, t]);
}
