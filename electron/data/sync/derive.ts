import { applyTicketCommand, type TicketCommand } from '#shared/domain/apply.ts';
import { leafOf, type CodeBook } from '#shared/domain/code-list.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';
import { findCustomer } from '../store/cache/customers.ts';
import { hubTicket, recentTicketsOfCustomer, saveLocalTicket, ticketsWithLocalChanges } from '../store/cache/tickets.ts';
import { commandsOfEntity, entitiesWithCommands, removeAppliedUpTo, type StoredCommand } from '../store/outbox/commands.ts';

export interface DeriveContext {
  readonly outbox: WritableDb;
  readonly cache: WritableDb;
  readonly policy: Policy;
  readonly categories: CodeBook;
  /** Whose changes are shown: one agent's unsent work is invisible to the next. Null = nobody's. */
  readonly author: () => string | null;
}

const DAY_MS = 86_400_000;

/**
 * The optimistic ticket: the hub's copy, then this desk's commands in order through `apply` (S-33), never
 * merged field by field. Commands the hub's copy already contains leave the outbox here.
 */
export function deriveTicket(context: DeriveContext, id: string): void {
  const { outbox, cache } = context;
  const hub = hubTicket(cache, id);
  removeAppliedUpTo(outbox, id, hub.version);
  let ticket = hub.ticket;
  let changed = false;
  for (const stored of commandsOfEntity(outbox, id)) {
    if (stored.command.author !== context.author() || !counts(stored)) continue;
    const next = applyOne(context, ticket, stored);
    if (next === null) continue;
    ticket = next;
    changed = true;
  }
  saveLocalTicket(cache, id, changed ? ticket : null);
}

/** At the start and whenever another agent signs in: whatever a kill left between the two files is made true again. */
export function deriveAll(context: DeriveContext): void {
  context.cache.write(() => {
    const ids = new Set([...ticketsWithLocalChanges(context.cache), ...entitiesWithCommands(context.outbox, 'ticket.')]);
    for (const id of ids) deriveTicket(context, id);
  });
}

/** A refused change is not shown as done; a refused new ticket stays in sight, it exists nowhere else. */
function counts(stored: StoredCommand): boolean {
  return stored.state !== 'rejected' || stored.command.type === 'ticket.create';
}

function applyOne(context: DeriveContext, ticket: Ticket | null, stored: StoredCommand): Ticket | null {
  const { command } = stored;
  if (!isTicketCommand(command)) return null;
  const customerId = command.type === 'ticket.create' ? command.payload.customerId : (ticket?.customerId ?? null);
  const result = applyTicketCommand(ticket, command, {
    // The command's own time, not the present one: deriving again gives the same ticket.
    now: command.at + command.skewMs,
    ticketNo: stored.ticketNo,
    policy: context.policy,
    categories: context.categories,
    customer: customerId === null ? null : findCustomer(context.cache, customerId),
    recentSameCategory: command.type === 'ticket.create' ? recentSameCategory(context, command) : 0,
  });
  return result.ok ? result.value : null;
}

function recentSameCategory(context: DeriveContext, command: Extract<TicketCommand, { type: 'ticket.create' }>): number {
  const { customerId, category, acceptedAt } = command.payload;
  if (customerId === null) return 0;
  const leaf = leafOf(context.categories, category)?.code ?? category;
  const since = acceptedAt - context.policy.priority.repeatWindowDays * DAY_MS;
  return recentTicketsOfCustomer(context.cache satisfies ReadableDb, customerId, since).filter(
    (other) => other.id !== command.entityId && (leafOf(context.categories, other.category)?.code ?? other.category) === leaf,
  ).length;
}

function isTicketCommand(command: StoredCommand['command']): command is TicketCommand {
  return command.type.startsWith('ticket.');
}
