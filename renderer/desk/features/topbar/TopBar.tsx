import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskStore } from '../../model/context.tsx';
import type { Place } from '../../model/ui.ts';
import { Logo } from '../../ui/Logo.tsx';
import { AgentMenu } from './AgentMenu.tsx';
import { Lights } from './Lights.tsx';
import { StateSwitch } from './StateSwitch.tsx';
import styles from './TopBar.module.css';

const places: readonly Place[] = ['workbench', 'tickets'];

/** Where one is, what is searched, what works, and who is at the desk. */
export function TopBar({ search }: { readonly search: ReactNode }) {
  const { t } = useTranslation(['topbar', 'common', 'app']);
  const place = useDesk((state) => state.place);
  const store = useDeskStore();
  return (
    <header className={styles['bar']} aria-label={t('app:regions.top')}>
      <div className={styles['left']}>
      <span className={styles['brand']}><Logo /><b>{t('common:product')}</b></span>
      <nav className={styles['places']}>
        {places.map((name) => (
          <button key={name} type="button" aria-current={place === name ? 'page' : undefined} onClick={() => store.getState().go(name)}>{t(`places.${name}`)}</button>
        ))}
      </nav>
      </div>
      <div className={styles['search']}>{search}</div>
      <div className={styles['right']}><Lights /><StateSwitch /><AgentMenu /></div>
    </header>
  );
}
