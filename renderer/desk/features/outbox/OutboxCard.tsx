import { FileText, Link, NotebookPen, Phone, RefreshCw, Repeat, type LucideIcon } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useDesk } from '../../model/context.tsx';
import { isHubAway } from '../../model/selectors.ts';
import { useFromNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatTime } from '../../ui/time.ts';
import { queueLines, type OutboxType, type QueueLine } from './outbox-rows.ts';
import { RefusedCard } from './RefusedCard.tsx';
import styles from './OutboxCard.module.css';

const icons: Readonly<Record<OutboxType, LucideIcon>> = {
  'ticket.create': FileText, 'ticket.addNote': NotebookPen, 'ticket.transition': Repeat, 'interaction.record': Phone, 'customer.linkNumber': Link, other: FileText,
};
const SHOWN = 5;

/** What waits for the hub, under the call while the hub is away; what the hub refused, until somebody decides. */
export function OutboxCard() {
  const away = useDesk(isHubAway);
  const rows = useDesk((state) => state.outbox);
  const rejected = useMemo(() => rows.filter((row) => row.state === 'rejected'), [rows]);
  return (
    <>
      {rejected.map((row) => <RefusedCard key={row.commandId} row={row} of={rejected.length} others={rows.length - rejected.length} />)}
      {away ? <Queue /> : null}
    </>
  );
}

function Queue() {
  const { t } = useTranslation('outbox');
  const rows = useDesk((state) => state.outbox);
  const drafts = useDesk(useShallow((state) => Object.values(state.drafts)));
  const lines = queueLines(rows, drafts);
  if (lines.length === 0) return null;
  const count = lines.reduce((sum, line) => sum + line.count, 0);
  return (
    <section className={styles['card']} aria-label={t('title', { n: count })}>
      <header><h2>{t('title', { n: count })}</h2><Retry /></header>
      <ul>{lines.slice(0, SHOWN).map((line) => <Line key={line.key} line={line} />)}</ul>
      {lines.length > SHOWN ? <p className={styles['small']}>{t('more', { n: lines.length - SHOWN })}</p> : null}
      <p className={styles['safe']}>{t('safe')}</p>
    </section>
  );
}

function Retry() {
  const { t } = useTranslation('outbox');
  const next = useDesk((state) => (state.health?.hub.kind === 'offline' ? state.health.hub.nextRetryAt : null));
  const left = useFromNow(useCallback((now: number) => (next === null ? 0 : Math.max(0, Math.ceil((next - now) / 1000))), [next]));
  return <span className={styles['retry']}><Icon icon={RefreshCw} size={14} />{left > 0 ? t('retryIn', { n: left }) : t('retrying')}</span>;
}

function Line({ line }: { readonly line: QueueLine }) {
  const { t } = useTranslation('outbox');
  return (
    <li className={styles['line']}>
      <Icon icon={icons[line.type]} size={16} className={styles['icon']} />
      <div className={styles['words']}>
        <p className="wh-cut">{line.count > 1 ? t('many', { type: t(`type.${line.type}`), n: line.count }) : t(`type.${line.type}`)}</p>
        <p className={`${styles['small']} wh-cut`}>{line.provisionalNo === null ? line.label : t('provisional', { no: line.provisionalNo })}</p>
      </div>
      <div className={styles['state']}><p>{t(`state.${line.state}`)}</p><p className={styles['small']}>{formatTime(line.at)}</p></div>
    </li>
  );
}
