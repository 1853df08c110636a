import { ClockFading, CloudUpload, DatabaseZap, HardDriveDownload, RadioTower } from 'lucide-react';
import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskStore } from '../../model/context.tsx';
import { keyOf } from '../../model/keys.ts';
import { isHubAway } from '../../model/selectors.ts';
import { useFromNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { formatTime } from '../../ui/time.ts';
import styles from './StatusLine.module.css';

const HOUR = 3_600_000;

function OfflineLeft({ until }: { readonly until: number }) {
  const { t } = useTranslation('status');
  const minutes = useFromNow(useCallback((now: number) => Math.max(0, Math.floor((until - now) / 60_000)), [until]));
  const time = minutes * 60_000 >= HOUR ? t('hours', { count: Math.floor(minutes / 60) }) : t('minutes', { count: minutes });
  return <span>{t('offlineLeft', { time })}</span>;
}

/** What waits, how old the data is, what is registered: one quiet line. */
export function StatusLine() {
  const { t } = useTranslation(['status', 'app']);
  const store = useDeskStore();
  const health = useDesk((state) => state.health);
  const away = useDesk(isHubAway);
  // A phone room that is down is registered nowhere, whatever it said last.
  const line = useDesk((state) => (state.rooms.phone === 'open' ? state.registration : null));
  const session = useDesk((state) => state.session);
  const version = useDesk((state) => state.shell?.version ?? null);
  const sync = health?.sync;
  const time = sync?.dataAsOf == null ? null : formatTime(sync.dataAsOf, 'seconds');
  const left: ReactNode[] = [];
  const right: ReactNode[] = [];
  if (health !== null && sync !== undefined) {
    if (sync.firstSync !== null) left.push(<span key="first"><Icon icon={HardDriveDownload} size={14} />{t('firstSync', { percent: sync.firstSync.total === 0 ? 0 : Math.floor((sync.firstSync.done / sync.firstSync.total) * 100) })}</span>);
    left.push(<span key="pending" data-strong={away}><Icon icon={CloudUpload} size={14} />{t('pending', { count: sync.pending })}</span>);
    if (sync.rejected > 0) left.push(<span key="rejected" data-bad>{t('rejected', { count: sync.rejected })}</span>);
    left.push(away && time !== null
      ? <span key="data" data-warn><Icon icon={ClockFading} size={14} />{t('stale', { time })}</span>
      : <span key="data">{time === null ? t('none') : t('fresh', { time })}</span>);
    if (health.openOutages > 0) {
      const words = away && sync.dataAsOf !== null ? t('outagesAsOf', { count: health.openOutages, time: formatTime(sync.dataAsOf) }) : t('outages', { count: health.openOutages });
      left.push(<span key="outages">{away ? null : <Icon icon={RadioTower} size={14} className={styles['outage']} />}{words}</span>);
    }
    if (health.store.problem !== null) left.push(<span key="disk" data-bad><Icon icon={DatabaseZap} size={14} />{t('disk')}</span>);
    if (health.hub.kind === 'online' || health.hub.kind === 'slow') right.push(<span key="hub">{t('hub', { ms: health.hub.rttMs })}</span>);
  }
  right.unshift(<span key="line">{line?.state === 'ready' ? t('registered', { user: line.user ?? '' }) : t('unregistered')}</span>);
  if (away && session?.kind === 'signedIn') right.push(<OfflineLeft key="left" until={session.offlineUntil} />);
  right.push(<button key="keys" type="button" onClick={() => store.getState().setSheet('shortcuts')}>{t('shortcuts')} <KeyCap keys={keyOf('shortcuts.open')} /></button>);
  if (version !== null) right.push(<span key="version">{t('version', { version })}</span>);
  return (
    <footer className={styles['line']} aria-label={t('app:regions.status')}>
      <div className={styles['left']}>{left}</div>
      <div className={styles['right']}>{right}</div>
    </footer>
  );
}
