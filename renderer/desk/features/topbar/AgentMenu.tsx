import { Button } from 'antd';
import { ChevronDown, LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { SegmentedGroup } from '../../ui/SegmentedGroup.tsx';
import { formatTime } from '../../ui/time.ts';
import styles from './AgentMenu.module.css';

const themes = ['light', 'dark', 'system'] as const;
const languages = [['zh-CN', '中文'], ['en', 'English']] as const;

/** Appearance, language and leaving: with unsent work the desk says so first. */
export function AgentMenu() {
  const { t } = useTranslation('topbar');
  const store = useDeskStore();
  const { data, shell } = usePorts();
  const session = useDesk((state) => state.session);
  const prefs = useDesk((state) => state.prefs);
  const inCall = useDesk((state) => state.calls.length > 0);
  const [open, setOpen] = useState(false);
  const [unsent, setUnsent] = useState<number | null>(null);
  if (session?.kind !== 'signedIn') return null;
  const { no, name } = session.agent;
  const signOut = async (confirmed: boolean): Promise<void> => {
    setOpen(false);
    const result = await data.call('session.signOut', { confirmed });
    if (!result.ok) return store.getState().notify(result.problem);
    const asks = !result.value.done;
    setUnsent(asks ? result.value.unsent : null);
    store.getState().setSheet(asks ? 'signOut' : null);
  };
  const stay = (): void => {
    setUnsent(null);
    store.getState().setSheet(null);
  };
  return (
    <>
      <Popup
        open={open} onOpenChange={setOpen}
        content={
          <div className={styles['menu']}>
            <p className={styles['org']}>{session.agent.orgPath.join(' · ')}</p>
            {session.mode === 'offline' ? <p className={styles['org']}>{t('agent.offline', { time: formatTime(session.offlineUntil) })}</p> : null}
            <h3 id="menu-theme">{t('agent.theme')}</h3>
            <SegmentedGroup labelledBy="menu-theme" value={prefs.theme} segments={themes.map((theme) => ({ value: theme, label: t(`agent.themes.${theme}`) }))} onChange={(theme) => void shell.setPrefs({ ...prefs, theme })} />
            <h3 id="menu-language">{t('agent.language')}</h3>
            <SegmentedGroup labelledBy="menu-language" value={prefs.language} segments={languages.map(([value, label]) => ({ value, label }))} onChange={(language) => void shell.setPrefs({ ...prefs, language })} />
            <div className={styles['leave']}>
              {inCall ? <p>{t('signOut.inCall')}</p> : <Button block icon={<Icon icon={LogOut} />} onClick={() => void signOut(false)}>{t('agent.signOut')}</Button>}
            </div>
          </div>
        }
      >
        <button type="button" className={styles['agent']} aria-haspopup="dialog" aria-expanded={open} aria-label={t('agent.menu', { no, name })}>{no} {name}<Icon icon={ChevronDown} size={16} /></button>
      </Popup>
      {unsent === null ? null : (
        <Dialog role="alertdialog" label={t('signOut.title', { count: unsent })} onClose={stay}>
          <div className={styles['ask']}>
            <h2>{t('signOut.title', { count: unsent })}</h2>
            <p>{t('signOut.body')}</p>
            <footer><Button onClick={() => void signOut(true)}>{t('signOut.confirm')}</Button><Button type="primary" data-autofocus onClick={stay}>{t('signOut.cancel')}</Button></footer>
          </div>
        </Dialog>
      )}
    </>
  );
}
