import { Button } from 'antd';
import { CloudOff, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskStore, usePorts } from '../model/context.tsx';
import { phoneLight } from '../model/lights.ts';
import { Icon } from '../ui/Icon.tsx';
import { Timer } from '../ui/Timer.tsx';
import styles from './Bars.module.css';

/** Hub away: amber, because calls and intake still work. Pushes the content down, covers nothing. */
function OfflineBar() {
  const { t } = useTranslation(['app', 'common']);
  const { data } = usePorts();
  const store = useDeskStore();
  const hub = useDesk((state) => state.health?.hub ?? null);
  const phoneWorks = useDesk((state) => phoneLight(state).level === 'ok');
  if (hub?.kind !== 'offline') return null;
  const retry = async (): Promise<void> => {
    const result = await data.call('hub.retryNow', {});
    if (!result.ok) store.getState().notify(result.problem);
  };
  return (
    <div className={styles['bar']} role="status">
      <Icon icon={CloudOff} /><b>{t('offline.title')} <Timer since={hub.since} form="short" /></b>
      <span className="wh-cut">{phoneWorks ? t('offline.works') : t('offline.worksNoPhone')}</span>
      <Button size="small" onClick={() => void retry()}>{t('common:retryNow')}</Button>
    </div>
  );
}

function RestartingBar({ room }: { readonly room: 'data' | 'phone' }) {
  const { t } = useTranslation('app');
  const restarting = useDesk((state) => state.rooms[room] === 'restarting');
  return restarting ? <div className={styles['bar']} role="status"><Icon icon={LoaderCircle} /><span>{t(`restarting.${room}`)}</span></div> : null;
}

/** Bars between the top bar and the work: only while there is something to say. */
export function Bars() {
  return <><RestartingBar room="data" /><RestartingBar room="phone" /><OfflineBar /></>;
}
