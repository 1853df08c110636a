import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../model/context.tsx';
import { SignInPage } from '../features/signin/SignInPage.tsx';
import { CloseDialog } from './CloseDialog.tsx';
import { Desk } from './Desk.tsx';
import styles from './App.module.css';

/** Sign-in or the desk; nothing personal stands before authentication. */
export function App() {
  const { t } = useTranslation('app');
  const session = useDesk((state) => state.session);
  const developmentKey = useDesk((state) => state.shell?.developmentKey ?? false);
  useEffect(() => {
    document.title = t('product');
  }, [t]);
  return (
    <div className={styles['window']}>
      {developmentKey ? <div className={styles['development']} role="note">{t('development')}</div> : null}
      {session?.kind === 'signedIn' ? <Desk /> : <SignInPage />}
      <CloseDialog />
    </div>
  );
}
