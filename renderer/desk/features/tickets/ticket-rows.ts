import type { TicketRow, TicketView } from '#shared/contract/desk.ts';
import type { Role } from '#shared/domain/agent.ts';
import { nextDeadline } from '#shared/domain/sla.ts';
import { allowedTransitions } from '#shared/domain/ticket-states.ts';
import type { TicketState } from '#shared/domain/ticket.ts';

export const ticketFilters = ['mine', 'open', 'unsent'] as const;
export type TicketFilter = (typeof ticketFilters)[number];

/** By the deadline that comes first; what has none stands last, the newest of those first. */
export function byDeadline(rows: readonly TicketRow[]): readonly TicketRow[] {
  const due = (row: TicketRow): number => nextDeadline(row.clocks)?.dueAt ?? Number.POSITIVE_INFINITY;
  return rows.toSorted((a, b) => {
    const [first, second] = [due(a), due(b)];
    return first === second ? b.acceptedAt - a.acceptedAt : first - second;
  });
}

/** What intake may do to a ticket besides notes; the field's own steps are the field's. */
const intakeSteps: ReadonlySet<TicketState> = new Set<TicketState>(['prehandling', 'dispatched', 'withdrawn']);

/**
 * Steps this role is offered from a state: those the rules allow, less 归档, which needs the closing fields
 * of a call-back and is not done from here. The hub decides in the end.
 */
export function offeredSteps(row: Pick<TicketRow, 'state' | 'ticketType'>, role: Role): readonly TicketState[] {
  const allowed = allowedTransitions(row.state, row.ticketType).filter((state) => state !== 'archived');
  const all = role === 'lead' || role === 'backOffice' || role === 'admin';
  return allowed.filter((state) => all || intakeSteps.has(state) || (row.state === 'waitingCustomer' && state === 'processing'));
}

export type HistoryEntry =
  | { readonly kind: 'state'; readonly at: number; readonly state: TicketState; readonly by: string; readonly text: string | null; readonly current: boolean }
  | { readonly kind: 'note'; readonly at: number; readonly by: string; readonly text: string };

/** States and notes in one line of time, newest first; the newest state is the current one. */
export function historyOf(ticket: TicketView): readonly HistoryEntry[] {
  const newest = ticket.statusChanges.reduce((latest, change) => Math.max(latest, change.at), 0);
  const states = ticket.statusChanges.map((change, index): HistoryEntry => ({
    kind: 'state', at: change.at, state: change.state, by: change.by, text: change.reason,
    current: change.at === newest && index === ticket.statusChanges.findLastIndex((other) => other.at === newest),
  }));
  const notes = ticket.notes.map((note): HistoryEntry => ({ kind: 'note', at: note.at, by: note.author, text: note.text }));
  return [...notes, ...states.toReversed()].toSorted((a, b) => b.at - a.at);
}
