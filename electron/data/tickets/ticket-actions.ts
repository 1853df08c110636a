import type { TicketRow, TicketView } from '#shared/contract/desk.ts';
import type { AgentProfile } from '#shared/domain/agent.ts';
import { applyTicketCommand, type TicketCommand } from '#shared/domain/apply.ts';
import type { CodeBook } from '#shared/domain/code-list.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { TicketState } from '#shared/domain/ticket.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { Commands } from '../commands/commands.ts';
import type { HubClock } from '../session/hub-clock.ts';
import { findTicket, listTickets } from '../store/cache/tickets.ts';
import type { WritableDb } from '../store/db.ts';
import { listUnsettled } from '../store/outbox/commands.ts';
import { ticketRow, ticketView, type ViewContext } from '../views/views.ts';

export interface TicketActions {
  list(agent: AgentProfile, filter: 'mine' | 'open' | 'unsent', limit: number): TicketRow[];
  open(id: string): Result<TicketView>;
  addNote(agent: AgentProfile, id: string, text: string): Result<TicketView>;
  transition(agent: AgentProfile, id: string, to: TicketState, reason: string | null): Result<TicketView>;
}

export function createTicketActions(deps: {
  readonly outbox: WritableDb;
  readonly views: ViewContext;
  readonly commands: Commands;
  readonly hubClock: HubClock;
  readonly policy: Policy;
  readonly categories: CodeBook;
  readonly newId: () => string;
}): TicketActions {
  const { views } = deps;

  function open(id: string): Result<TicketView> {
    const ticket = findTicket(views.cache, id);
    return ticket === null ? fail('TICKET_NOT_FOUND') : ok(ticketView(views, ticket));
  }

  /** Tried here first: what the hub would refuse is not queued. */
  function change(id: string, command: TicketCommand): Result<TicketView> {
    const ticket = findTicket(views.cache, id);
    if (ticket === null) return fail('TICKET_NOT_FOUND');
    const tried = applyTicketCommand(ticket, command, {
      now: deps.hubClock.now(), ticketNo: null, policy: deps.policy, categories: deps.categories, customer: null, recentSameCategory: 0,
    });
    if (!tried.ok) return tried;
    deps.outbox.write(() => deps.commands.queue(command, ticket.no ?? ticket.provisionalNo));
    deps.commands.flush();
    return open(id);
  }

  return {
    list(agent, filter, limit) {
      switch (filter) {
        case 'mine':
          return listTickets(views.cache, { owner: agent.no, openOnly: false }, limit).map((ticket) => ticketRow(views, ticket));
        case 'open':
          return listTickets(views.cache, { owner: null, openOnly: true }, limit).map((ticket) => ticketRow(views, ticket));
        case 'unsent': {
          const ids = new Set(listUnsettled(deps.outbox, agent.no).filter(({ command }) => command.type.startsWith('ticket.')).map(({ command }) => command.entityId));
          return [...ids].slice(0, limit).flatMap((id) => {
            const ticket = findTicket(views.cache, id);
            return ticket === null ? [] : [ticketRow(views, ticket)];
          });
        }
      }
    },
    open,
    addNote: (agent, id, text) => change(id, deps.commands.make(agent.no, id, { type: 'ticket.addNote', payload: { noteId: deps.newId(), text } })),
    transition: (agent, id, to, reason) => change(id, deps.commands.make(agent.no, id, { type: 'ticket.transition', payload: { to, reason } })),
  };
}
