import { useTranslation } from 'react-i18next';
import type { TicketRow } from '#shared/contract/desk.ts';
import { nextDeadline } from '#shared/domain/sla.ts';
import { useCategoryName } from '../../model/category.ts';
import { useDeskStore } from '../../model/context.tsx';
import { Tag } from '../../ui/Chip.tsx';
import { SlaBar } from '../../ui/SlaBar.tsx';
import { SlaChip } from '../../ui/SlaChip.tsx';
import { useWhen } from '../../ui/when.ts';
import styles from './TicketCard.module.css';

/** One open ticket as an object: what, how long left, which number, in which state. Opens it under 工单. */
export function TicketCard({ ticket }: { readonly ticket: TicketRow }) {
  const { t } = useTranslation(['contact', 'codes']);
  const store = useDeskStore();
  const categoryName = useCategoryName();
  const when = useWhen();
  const clock = nextDeadline(ticket.clocks);
  const no = ticket.no ?? t('tickets.provisional', { no: ticket.provisionalNo });
  return (
    <button type="button" className={styles['card']} onClick={() => store.getState().showTicket(ticket.id)} title={t('tickets.show', { no })}>
      <span className={styles['line']}>
        <Tag tone="accent">{t(`codes:ticketType.${ticket.ticketType}`)}</Tag>
        <span className="wh-cut">{categoryName(ticket.category)}</span>
        {clock === null ? null : <span className={styles['end']}><SlaChip clock={clock} /></span>}
      </span>
      <span className={`${styles['line']} ${styles['small']}`}>
        <span data-provisional={ticket.no === null} className={styles['no']}>{no}</span>
        <span>{t(`codes:ticketState.${ticket.state}`)}</span>
        {clock === null ? null : <span className={`${styles['end']} wh-cut`}>{t('tickets.until', { clock: t(`codes:clock.${clock.id}`), time: when(clock.dueAt) })}</span>}
      </span>
      {clock === null ? null : <SlaBar clock={clock} />}
    </button>
  );
}
