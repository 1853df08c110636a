import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskStore, usePorts } from '../model/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './CloseDialog.module.css';

/** The window was to be closed during a call or with unsent work: nothing happens until the person says so. */
export function CloseDialog() {
  const { t } = useTranslation('app');
  const { shell } = usePorts();
  const store = useDeskStore();
  const asked = useDesk((state) => state.closeAsked);
  const unsent = useDesk((state) => state.health?.sync.pending ?? 0);
  if (asked === null) return null;
  const answer = (quit: boolean): void => {
    store.getState().setCloseAsked(null);
    void shell.closeAnswer(quit);
  };
  return (
    <Dialog role="alertdialog" label={t('close.title')} onClose={() => answer(false)}>
      <div className={styles['ask']}>
        <h2>{t('close.title')}</h2>
        {asked.inCall ? <p>{t('close.inCall')}</p> : null}
        {unsent > 0 ? <p>{t('close.unsent', { count: unsent })}</p> : null}
        <footer><Button danger={asked.inCall} onClick={() => answer(true)}>{asked.inCall ? t('close.quitCall') : t('close.quit')}</Button><Button type="primary" data-autofocus onClick={() => answer(false)}>{t('close.stay')}</Button></footer>
      </div>
    </Dialog>
  );
}
