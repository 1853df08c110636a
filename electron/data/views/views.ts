import type { CustomerView, DraftView, OutboxRow, ProfileView, SearchHit, TicketRow, TicketView } from '#shared/contract/desk.ts';
import type { Outage, PopCard, Profile } from '#shared/domain/customer.ts';
import { maskAddress, maskName } from '#shared/domain/masking.ts';
import { maskAccount, maskNumber } from '#shared/domain/number-display.ts';
import { normalizeNumber } from '#shared/domain/number.ts';
import { outagesFor } from '#shared/domain/overlap.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import type { ReadableDb } from '../store/db.ts';
import { findCustomer } from '../store/cache/customers.ts';
import { interactionIdsOfCustomer } from '../store/cache/interactions.ts';
import { countClosedTickets, openTicketsOfCustomer } from '../store/cache/tickets.ts';
import { callIdsOfCustomer } from '../store/outbox/call-log.ts';
import { commandsOfEntity, type StoredCommand } from '../store/outbox/commands.ts';
import type { StoredDraft } from '../store/outbox/drafts.ts';
import { toWireProblem } from './wire-problem.ts';

/** What views are made from. Everything made here is masked; nothing else may cross the desk's door. */
export interface ViewContext {
  readonly outbox: ReadableDb;
  readonly cache: ReadableDb;
  /** Open outages, kept in memory. */
  readonly outages: () => readonly Outage[];
  /** Hub time, ms. */
  readonly now: () => number;
  /** Hub time the cached copy is true of. */
  readonly dataAsOf: () => number | null;
  /** Who looks; another agent's unsent work is not theirs to see. */
  readonly author: () => string | null;
}

const WEEK_MS = 7 * 86_400_000;
const MAX_OPEN_TICKETS = 20;

/** A phone number or an account, masked in its own way. */
export function maskService(value: string): string {
  const number = normalizeNumber(value);
  return number.kind === 'mobile' || number.kind === 'fixed' || number.kind === 'iot' || number.kind === 'foreign' ? maskNumber(number) : maskAccount(value);
}

export function customerView(context: ViewContext, card: PopCard, exceptCall: string | null): CustomerView {
  const tickets = openTicketsOfCustomer(context.cache, card.id, MAX_OPEN_TICKETS);
  const since = context.now() - WEEK_MS;
  const calls = new Set([...callIdsOfCustomer(context.outbox, card.id, since), ...interactionIdsOfCustomer(context.cache, card.id, since)]);
  if (exceptCall !== null) calls.delete(exceptCall);
  return {
    id: card.id,
    maskedName: maskName(card.name),
    maskedAccountNo: maskAccount(card.accountNo),
    segment: card.segment,
    stars: card.stars,
    since: card.since,
    maskedAddress: maskAddress(card.address),
    settlement: card.settlement,
    gridCode: card.gridCode,
    oltCode: card.oltCode,
    ponPort: card.ponPort,
    planName: card.planName,
    arrearsFen: card.arrearsFen,
    suspended: card.suspended,
    products: card.products.map(({ serviceNumber, ...product }) => ({ ...product, maskedNumber: maskService(serviceNumber) })),
    openTickets: tickets.map((ticket) => ticketRow(context, ticket)),
    closedTickets: countClosedTickets(context.cache, card.id),
    outages: outagesFor({ oltCode: card.oltCode, gridCode: card.gridCode, serviceKind: null }, context.outages()).map((match) => match.outage),
    recentCalls: calls.size,
    asOf: context.dataAsOf() ?? 0,
  };
}

export function profileView(profile: Profile): ProfileView {
  return { ...profile };
}

export function searchHit(card: PopCard, matched: string): SearchHit {
  const { id, stars, segment } = card;
  return {
    customer: { id, stars, segment, maskedName: maskName(card.name), maskedAddress: maskAddress(card.address), maskedAccountNo: maskAccount(card.accountNo) },
    matched,
  };
}

export function ticketRow(context: ViewContext, ticket: Ticket): TicketRow {
  const card = ticket.customerId === null ? null : findCustomer(context.cache, ticket.customerId);
  return {
    id: ticket.id,
    no: ticket.no,
    provisionalNo: ticket.provisionalNo,
    ticketType: ticket.ticketType,
    category: ticket.category,
    state: ticket.state,
    priority: ticket.priority,
    priorityReasons: ticket.priorityReasons,
    maskedName: maskName(card?.name ?? ticket.contactName),
    maskedNumber: maskService(ticket.contactNumber),
    customerId: ticket.customerId,
    firstOwner: ticket.firstOwner,
    description: ticket.description,
    acceptedAt: ticket.acceptedAt,
    clocks: ticket.clocks,
    chasers: ticket.chasers,
    sync: syncState(commandsOfEntity(context.outbox, ticket.id).filter((stored) => stored.command.author === context.author())),
  };
}

export function ticketView(context: ViewContext, ticket: Ticket): TicketView {
  return {
    ...ticketRow(context, ticket),
    maskedContact: `${maskName(ticket.contactName)} ${maskService(ticket.contactNumber)}`,
    maskedAddress: ticket.fault?.address == null ? null : maskAddress(ticket.fault.address),
    maskedServiceNumber: ticket.fault?.serviceNumber == null ? null : maskService(ticket.fault.serviceNumber),
    notes: ticket.notes,
    statusChanges: ticket.statusChanges,
  };
}

/** A refusal needs a person and is shown first; then what is on its way. */
function syncState(commands: readonly StoredCommand[]): TicketRow['sync'] {
  const rejected = commands.find((stored) => stored.state === 'rejected');
  if (rejected !== undefined) {
    return { kind: 'rejected', commandId: rejected.command.id, problem: toWireProblem(rejected.problem ?? { code: 'INTERNAL' }) };
  }
  const moving = commands.find((stored) => stored.state === 'inFlight') ?? commands.find((stored) => stored.state === 'pending');
  return moving === undefined ? { kind: 'synced' } : { kind: moving.state === 'inFlight' ? 'inFlight' : 'pending', commandId: moving.command.id };
}

export function draftView(context: ViewContext, draft: StoredDraft, maskedCaller: string | null): DraftView {
  const card = draft.customerId === null ? null : findCustomer(context.cache, draft.customerId);
  return {
    id: draft.id,
    callId: draft.callId,
    customerId: draft.customerId,
    maskedName: card === null ? null : maskName(card.name),
    maskedNumber: maskedCaller,
    fault: draft.fault,
    openedAt: draft.openedAt,
    savedAt: draft.savedAt,
    provisionalNo: draft.provisionalNo,
  };
}

export function outboxRow(stored: StoredCommand): OutboxRow {
  const { command } = stored;
  return {
    commandId: command.id,
    type: command.type,
    ticketId: command.type.startsWith('ticket.') ? command.entityId : null,
    label: stored.label,
    at: command.at,
    state: stored.state === 'applied' ? 'inFlight' : stored.state,
    problem: stored.problem === null ? null : toWireProblem(stored.problem),
  };
}
