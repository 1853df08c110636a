import { ClipboardCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '#shared/contract/desk.ts';
import { codePath } from '#shared/domain/code-list.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import { isFinalState } from '#shared/domain/ticket-states.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { useDesk, useDeskStore } from '../../model/context.tsx';
import { Tag } from '../../ui/Chip.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { nextClock } from '../../ui/sla.ts';
import { SlaChip } from '../../ui/SlaChip.tsx';
import styles from './TodayPage.module.css';

const NEVER = Number.MAX_SAFE_INTEGER;

/** The agent's open tickets, the next deadline first; the store holds what colleagues changed as well. */
export function ownByDeadline(rows: readonly TicketRow[], agentNo: string | null): readonly TicketRow[] {
  const due = (row: TicketRow): number => nextClock(row.clocks)?.dueAt ?? NEVER;
  return rows.filter((row) => row.firstOwner === agentNo && !isFinalState(row.state)).toSorted((a, b) => due(a) - due(b));
}

function Row({ row }: { readonly row: TicketRow }) {
  const { t, i18n } = useTranslation(['idle', 'codes']);
  const store = useDeskStore();
  const clock = nextClock(row.clocks);
  const path = codePath(defaultCodeBook, row.category);
  const english = languageOf(i18n) === 'en';
  const names = path.length === 0 ? [row.category] : [path[0], path.length > 1 ? path.at(-1) : undefined].flatMap((code) => (code === undefined ? [] : [english ? code.en : code.zh]));
  // Room is short in English: what is wrong stands first, so that it is not what gets cut.
  const category = english ? names.toReversed().join(' · ') : names.join(' ');
  return (
    <li>
      <button type="button" className={styles['ticket']} onClick={() => store.getState().showTicket(row.id)}>
        <span className={styles['clock']}>{clock === null ? null : <SlaChip clock={clock} />}</span>
        <span className={`${styles['category']} wh-cut`}>{category}</span>
        <span className={styles['no']}>{row.no ?? <Tag tone="dashed">{row.provisionalNo}</Tag>}</span>
        <span className={styles['name']}>{row.maskedName}</span>
        <span className={styles['state']}>{t(`codes:ticketState.${row.state}`)}</span>
        <span className={styles['mark']}>{row.sync.kind === 'synced' ? (row.chasers > 0 ? t('tickets.chasers', { count: row.chasers }) : '') : t(`tickets.${row.sync.kind}`)}</span>
      </button>
    </li>
  );
}

/** The agent's own open tickets; as many as fit are shown, the rest are on the tickets page. */
export function OpenTickets() {
  const { t } = useTranslation('idle');
  const tickets = useDesk((state) => state.tickets);
  const me = useDesk((state) => (state.session?.kind === 'signedIn' ? state.session.agent.no : null));
  const store = useDeskStore();
  const rows = useMemo(() => ownByDeadline(Object.values(tickets), me), [tickets, me]);
  if (me === null) return null;
  return (
    <section className={styles['tickets']} aria-labelledby="own-tickets">
      <header className={styles['head']}>
        <h2 id="own-tickets">{t('tickets.title')}</h2><span>{t('tickets.by', { count: rows.length })}</span>
        <button type="button" onClick={() => store.getState().go('tickets')}>{t('tickets.open')}</button>
      </header>
      {rows.length === 0
        ? <EmptyState icon={ClipboardCheck} title={t('tickets.empty')}>{t('tickets.emptyMore')}</EmptyState>
        : <ul className={`${styles['rows']} wh-scroll`}>{rows.map((row) => <Row key={row.id} row={row} />)}</ul>}
    </section>
  );
}
