import { CircleCheck, CloudUpload, RefreshCw, Undo2, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '#shared/contract/desk.ts';
import { useCategoryName } from '../../model/category.ts';
import { Tag, type Tone } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { DueChip } from './DueChip.tsx';
import styles from './TicketLine.module.css';

type SyncKind = TicketRow['sync']['kind'];

const syncIcons: Readonly<Record<SyncKind, LucideIcon>> = { synced: CircleCheck, pending: CloudUpload, inFlight: RefreshCw, rejected: Undo2 };
const priorityTones: Readonly<Record<TicketRow['priority'], Tone>> = { P1: 'red', P2: 'amber', P3: 'neutral', P4: 'neutral' };

/** Where a ticket stands between this desk and the hub: icon and word. */
function SyncState({ kind }: { readonly kind: SyncKind }) {
  const { t } = useTranslation('tickets');
  return <span className={styles['sync']} data-kind={kind}><Icon icon={syncIcons[kind]} size={14} />{t(`sync.${kind}`)}</span>;
}

/** A number dashed while provisional; the official one fades in when it comes, and is said once. */
export function TicketNo({ row }: { readonly row: TicketRow }) {
  const { t } = useTranslation('tickets');
  const before = useRef(row.no);
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    if (before.current === null && row.no !== null) setFresh(true);
    before.current = row.no;
  }, [row.no]);
  if (row.no === null) return <span className={styles['provisional']}>{t('provisional', { no: row.provisionalNo })}</span>;
  return (
    <>
      <span className={fresh ? 'wh-fresh' : ''}>{row.no}</span>
      {fresh ? <span className="wh-sr" role="status">{t('official', { was: row.provisionalNo, no: row.no })}</span> : null}
    </>
  );
}

interface Props {
  readonly row: TicketRow;
  readonly current: boolean;
  /** The detail is open beside the list. */
  readonly narrow: boolean;
  onShow(): void;
}

/** One ticket in two lines of a 48 px row. */
export function TicketLine({ row, current, narrow, onShow }: Props) {
  const { t } = useTranslation(['tickets', 'codes']);
  const categoryName = useCategoryName();
  const marks = [
    ...(row.chasers > 0 ? [t('chasers', { n: row.chasers })] : []),
    ...row.priorityReasons.filter((reason) => reason !== 'chasers').map((reason) => t(`codes:priorityReason.${reason}`)),
  ];
  return (
    <div id={`ticket-${row.id}`} data-id={row.id} role="option" aria-selected={current} className={styles['row']} data-narrow={narrow} onClick={onShow}>
      <span className={styles['due']}><DueChip clocks={row.clocks} /></span>
      <span className={styles['two']}>
        <span className="wh-cut">{row.ticketType === 'fault' ? '' : `${t(`codes:ticketType.${row.ticketType}`)} · `}{categoryName(row.category)}</span>
        <small className="wh-cut"><TicketNo row={row} />{marks.length === 0 ? null : <b>{marks.join(' · ')}</b>}</small>
      </span>
      <span className={styles['two']}><span className="wh-cut">{row.maskedName}</span><small className="wh-cut">{row.maskedNumber}</small></span>
      {narrow ? (
        <span className={styles['two']}><span className="wh-cut">{t(`codes:ticketState.${row.state}`)}</span><SyncState kind={row.sync.kind} /></span>
      ) : (
        <>
          <span className="wh-cut">{t(`codes:ticketState.${row.state}`)}</span>
          <SyncState kind={row.sync.kind} />
        </>
      )}
      <Tag tone={priorityTones[row.priority]}>{row.priority}</Tag>
    </div>
  );
}
