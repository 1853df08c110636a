import { CircleCheck, HardDrive, Undo2 } from 'lucide-react';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '#shared/contract/desk.ts';
import { useCategoryName } from '../../model/category.ts';
import { useDesk, useDeskStore } from '../../model/context.tsx';
import { useProblemWords } from '../../model/problem-words.ts';
import type { Contact } from '../../model/ui.ts';
import { Tag } from '../../ui/Chip.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SlaChip } from '../../ui/SlaChip.tsx';
import { useWhen } from '../../ui/when.ts';
import styles from './SubmittedView.module.css';

/** What was submitted, to be told to the customer; stays, read-only, until the tab is closed. */
export function SubmittedView({ contact, ticketId, onAnother }: { readonly contact: Contact; readonly ticketId: string; readonly onAnother: (() => void) | null }) {
  const { t } = useTranslation('intake');
  const ticket = useDesk((state) => state.tickets[ticketId]);
  if (ticket === undefined) return <EmptyState icon={CircleCheck} title={t('done.waiting')} />;
  return <Submitted contact={contact} ticket={ticket} onAnother={onAnother} />;
}

function Submitted({ contact, ticket, onAnother }: { readonly contact: Contact; readonly ticket: TicketRow; readonly onAnother: (() => void) | null }) {
  const { t } = useTranslation(['intake', 'codes']);
  const store = useDeskStore();
  const say = useProblemWords();
  const when = useWhen();
  const categoryName = useCategoryName();
  const isLive = useDesk((state) => state.calls.some((call) => call.id === contact.callId));
  const { sync } = ticket;
  const mood = sync.kind === 'rejected' ? 'rejected' : ticket.no === null ? 'here' : 'there';
  return (
    <div className={styles['done']}>
      <section className={styles['result']} data-mood={mood} role="status">
        <p className={styles['title']}>
          <Icon icon={mood === 'rejected' ? Undo2 : mood === 'here' ? HardDrive : CircleCheck} size={20} />
          <b>{t(mood === 'rejected' ? 'done.titleRejected' : mood === 'here' ? 'done.titleHere' : 'done.title')}</b>
        </p>
        <TicketNumber ticket={ticket} />
        <p className={styles['tell']}>{sync.kind === 'rejected' ? say(sync.problem) : t(ticket.no === null ? 'done.tellHere' : 'done.tell')}</p>
      </section>
      <dl className={styles['facts']}>
        <div><dt>{t('done.category')}</dt><dd>{categoryName(ticket.category)}</dd></div>
        <div><dt>{t('done.who')}</dt><dd>{ticket.maskedName}</dd></div>
        <div><dt>{t('done.number')}</dt><dd>{ticket.maskedNumber}</dd></div>
        <div>
          <dt>{t('done.priority')}</dt>
          <dd>{ticket.priority}{ticket.priorityReasons.length === 0 ? '' : ` · ${ticket.priorityReasons.map((reason) => t(`codes:priorityReason.${reason}`)).join('＋')}`}</dd>
        </div>
        <div><dt>{t('done.state')}</dt><dd>{t(`codes:ticketState.${ticket.state}`)} <Tag tone={sync.kind === 'rejected' ? 'red' : sync.kind === 'synced' ? 'green' : 'amber'}>{t(`done.sync.${sync.kind}`)}</Tag></dd></div>
        {ticket.clocks.filter((clock) => clock.stoppedAt === null).map((clock) => (
          <div key={clock.id}><dt>{t(`codes:clock.${clock.id}`)}</dt><dd className={styles['clock']}>{when(clock.dueAt)} <SlaChip clock={clock} /></dd></div>
        ))}
      </dl>
      <p className={styles['note']}>{t('done.readOnly')}</p>
      <footer className={styles['foot']}>
        <Button onClick={() => store.getState().showTicket(ticket.id)}>{t('done.openTicket')}</Button>
        {isLive && onAnother !== null ? <Button onClick={onAnother}>{t('done.another')}</Button> : null}
        {isLive ? null : <Button type="primary" onClick={() => store.getState().closeContact(contact.id)}>{t('done.close')}</Button>}
      </footer>
    </div>
  );
}

/** Dashed while provisional; the official number takes its place with a fade and is said once. */
function TicketNumber({ ticket }: { readonly ticket: TicketRow }) {
  const { t } = useTranslation('intake');
  const before = useRef(ticket.no);
  const [replaced, setReplaced] = useState(false);
  useEffect(() => {
    if (before.current === null && ticket.no !== null) setReplaced(true);
    before.current = ticket.no;
  }, [ticket.no]);
  return (
    <div>
      {ticket.no === null
        ? <span className={styles['provisional']}>{t('done.provisional', { no: ticket.provisionalNo })}</span>
        : <span key={ticket.no} className={`${styles['official']} ${replaced ? 'wh-fresh' : ''}`}>{ticket.no}</span>}
      {replaced && ticket.no !== null ? <small className={styles['was']}>{t('done.was', { no: ticket.provisionalNo })}</small> : null}
      <span className="wh-sr" role="status">{replaced && ticket.no !== null ? t('done.official', { no: ticket.no }) : ''}</span>
    </div>
  );
}
