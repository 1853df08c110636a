import { ChevronDown, ChevronUp, CloudUpload, TriangleAlert, Undo2, X } from 'lucide-react';
import { Button } from 'antd';
import { useEffect, useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow, TicketView } from '#shared/contract/desk.ts';
import type { SlaClock } from '#shared/domain/ticket.ts';
import type { Problem } from '#shared/lib/result.ts';
import { useCategoryName } from '../../model/category.ts';
import { useDesk, usePorts } from '../../model/context.tsx';
import { useProblemWords } from '../../model/problem-words.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Tag } from '../../ui/Chip.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SlaBar } from '../../ui/SlaBar.tsx';
import { useWhen } from '../../ui/when.ts';
import { DueChip } from './DueChip.tsx';
import { TicketFoot } from './TicketFoot.tsx';
import { TicketNo } from './TicketLine.tsx';
import { historyOf, type HistoryEntry } from './ticket-rows.ts';
import styles from './TicketDetail.module.css';

interface Props {
  readonly ref: Ref<HTMLElement>;
  readonly row: TicketRow;
  /** Place in the list, or -1 when the ticket is not in it. */
  readonly index: number;
  readonly total: number;
  onMove(step: number): void;
  onClose(): void;
}

/** Docked beside the list, not over it: clocks first, then what happened, then what can be done. */
export function TicketDetail({ ref, row, index, total, onMove, onClose }: Props) {
  const { t } = useTranslation(['tickets', 'codes']);
  const { data } = usePorts();
  const say = useProblemWords();
  const categoryName = useCategoryName();
  const [view, setView] = useState<TicketView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isDataOpen = useDesk((state) => state.rooms.data === 'open');
  // A changed row means a changed ticket: what is shown is fetched again.
  useEffect(() => {
    if (!isDataOpen) return;
    let current = true;
    void data.call('ticket.open', { id: row.id }).then((result) => {
      if (!current) return;
      if (result.ok) setView(result.value);
      setProblem(result.ok ? null : result.problem);
    });
    return () => {
      current = false;
    };
  }, [data, row, isDataOpen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.nativeEvent.isComposing) onClose();
  };
  return (
    <aside ref={ref} className={styles['detail']} aria-label={t('detail.label')} onKeyDown={onKeyDown}>
      <header className={styles['head']}>
        <div className={styles['line']}>
          <h2><TicketNo row={row} /></h2>
          <Tag tone="accent">{t(`codes:ticketState.${row.state}`)}</Tag>
          <Tag tone={row.priority === 'P1' ? 'red' : row.priority === 'P2' ? 'amber' : 'neutral'}>{row.priority}{row.priorityReasons.map((reason) => ` · ${t(`codes:priorityReason.${reason}`)}`).join('')}</Tag>
          <span className={styles['walk']}>
            {index === -1 ? null : <small>{t('detail.of', { i: index + 1, n: total })}</small>}
            <IconButton label={t('detail.previous')} icon={ChevronUp} onClick={() => onMove(-1)} />
            <IconButton label={t('detail.next')} icon={ChevronDown} onClick={() => onMove(1)} />
            <IconButton label={t('detail.close')} icon={X} onClick={onClose} />
          </span>
        </div>
        <p className={`${styles['what']} wh-cut`}>{categoryName(row.category)}<span> · {row.maskedName}</span></p>
      </header>
      <div className={`${styles['body']} wh-scroll`}>
        {row.sync.kind === 'rejected' ? <Banner tone="red" icon={Undo2} title={<b>{t('detail.rejected', { why: say(row.sync.problem) })}</b>} /> : null}
        {row.sync.kind === 'pending' || row.sync.kind === 'inFlight' ? <Banner tone="amber" icon={CloudUpload} title={t('detail.waiting')} /> : null}
        <section>
          <h3 className="wh-sr">{t('detail.clocks')}</h3>
          {row.clocks.map((clock) => <ClockRow key={clock.id} clock={clock} />)}
        </section>
        {problem !== null ? <EmptyState icon={TriangleAlert} title={t('detail.failed', { why: say(problem) })} /> : view === null ? null : <Content view={view} />}
      </div>
      {view === null ? null : <TicketFoot view={view} row={row} onChanged={setView} />}
    </aside>
  );
}

function IconButton({ label, icon, onClick }: { readonly label: string; readonly icon: typeof X; onClick(): void }) {
  return <Button size="small" type="text" aria-label={label} title={label} icon={<Icon icon={icon} size={16} />} onClick={onClick} />;
}

function ClockRow({ clock }: { readonly clock: SlaClock }) {
  const { t } = useTranslation(['tickets', 'codes']);
  const when = useWhen();
  return (
    <div className={styles['clock']}>
      <p><b>{t(`codes:clock.${clock.id}`)}</b><span>{when(clock.dueAt)}</span><Tag>{t(clock.legal ? 'detail.neverPauses' : 'detail.pausable')}</Tag>
        <span className={styles['end']}>{clock.stoppedAt === null ? <DueChip clocks={[clock]} /> : t('detail.met', { time: when(clock.stoppedAt) })}</span>
      </p>
      <SlaBar clock={clock} />
    </div>
  );
}

function Content({ view }: { readonly view: TicketView }) {
  const { t } = useTranslation('tickets');
  const when = useWhen();
  const history = historyOf(view);
  return (
    <>
      <section>
        <h3>{t('detail.content')}</h3>
        <p className={styles['description']}>{view.description}</p>
        <dl className={styles['pairs']}>
          <div><dt>{t('detail.contact')}</dt><dd>{view.maskedContact}</dd></div>
          <div><dt>{t('detail.service')}</dt><dd>{view.maskedServiceNumber ?? '—'}</dd></div>
          <div><dt>{t('detail.address')}</dt><dd>{view.maskedAddress ?? '—'}</dd></div>
          <div><dt>{t('detail.firstOwner')}</dt><dd>{view.firstOwner}</dd></div>
          <div><dt>{t('detail.accepted')}</dt><dd>{when(view.acceptedAt)}</dd></div>
        </dl>
      </section>
      <section>
        <h3>{t('detail.states')}<small>{t('detail.count', { n: history.length })}</small></h3>
        <ol className={styles['history']}>{history.map((entry, index) => <Entry key={`${entry.kind}-${entry.at}-${index}`} entry={entry} />)}</ol>
      </section>
    </>
  );
}

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation(['tickets', 'codes']);
  const when = useWhen();
  return (
    <li className={styles['entry']} data-kind={entry.kind} data-current={entry.kind === 'state' && entry.current}>
      <time>{when(entry.at)}</time>
      <span className={styles['node']} aria-hidden />
      <div>
        <p>{entry.kind === 'state' ? <b>{t(`codes:ticketState.${entry.state}`)}</b> : t('detail.note')} <small>{entry.by}</small></p>
        {entry.text === null || entry.text === '' ? null : <p className={styles['text']}>{entry.text}</p>}
      </div>
    </li>
  );
}
