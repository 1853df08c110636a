import { fail, ok } from '#shared/lib/result.ts';
import { findCategory, type CodeBook } from './code-list.ts';
import type { Command } from './commands.ts';
import type { Segment } from './customer.ts';
import { badFaultTimes, isDescriptionLongEnough } from './intake-checks.ts';
import type { Policy } from './policy.ts';
import { priorityFor } from './priority.ts';
import type { DomainResult } from './problem-codes.ts';
import type { ClockFacts } from './sla.ts';
import { clocksAfter, openingClocks } from './ticket-clocks.ts';
import { isFinalState, isTransitionAllowed, ticketStateName } from './ticket-states.ts';
import type { Closing, Ticket, TicketIntake } from './ticket.ts';

export type TicketCommand = Extract<Command, { type: `ticket.${string}` }>;

/** What is known around a ticket when a command meets it. The desk knows less than the hub; the rules are the same. */
export interface TicketContext {
  /** Hub time in ms: the hub's own clock, or the desk's corrected by the last known skew. */
  readonly now: number;
  /** The official number for a ticket that has none yet; null on a desk. */
  readonly ticketNo: string | null;
  readonly policy: Policy;
  readonly categories: CodeBook;
  /** Null for an unidentified caller, or when the desk has no card. */
  readonly customer: { readonly stars: number; readonly segment: Segment } | null;
  /** Tickets of the same customer and category within the repeat window, this one not counted. */
  readonly recentSameCategory: number;
  /** The archived ticket this one repeats, when the hub found it. */
  readonly repeatOf?: string | null;
}

/**
 * Apply one command to one ticket: the desk does it at once for its own screen, the hub with authority.
 * Pure: the same inputs give the same ticket. A refusal changes nothing. `version` rises by exactly one and
 * `firstOwner` never changes.
 */
export function applyTicketCommand(ticket: Ticket | null, command: TicketCommand, context: TicketContext): DomainResult<Ticket> {
  if (command.type === 'ticket.create') return ticket === null ? create(command, context) : fail('TICKET_EXISTS');
  if (ticket === null || ticket.id !== command.entityId) return fail('TICKET_NOT_FOUND');
  if (isFinalState(ticket.state)) return fail('TICKET_CLOSED');
  const at = timeOf(command, ticket, context.now);
  switch (command.type) {
    case 'ticket.addNote':
      return addNote(ticket, command, at, context);
    case 'ticket.transition':
      return transition(ticket, command, at, context);
  }
}

/** When it happened, in hub time as well as the desk knew it: never in the future, never before what is on record. */
function timeOf(command: TicketCommand, ticket: Ticket, now: number): number {
  const last = ticket.statusChanges.at(-1)?.at ?? ticket.acceptedAt;
  return Math.max(last, Math.min(now, command.at + command.skewMs));
}

function create(command: Extract<TicketCommand, { type: 'ticket.create' }>, context: TicketContext): DomainResult<Ticket> {
  const intake = command.payload;
  if (findCategory(context.categories, intake.category, intake.ticketType) === null) {
    return fail('CATEGORY_UNKNOWN', { category: intake.category }, ['category']);
  }
  const missing = missingOf(intake);
  if (missing.length > 0) return fail('TICKET_FIELDS_MISSING', { count: missing.length }, missing);
  const bad = badOf(intake);
  if (bad.length > 0) return fail('TICKET_FIELD_BAD', { count: bad.length }, bad);

  const decision = priorityFor(
    {
      severity: intake.severity,
      serviceKind: intake.fault?.serviceKind ?? null,
      customer: context.customer,
      chasers: 0,
      recentSameCategory: context.recentSameCategory,
      appeal: false,
    },
    context.policy,
  );
  // A desk whose clock runs ahead must not give a ticket a later start than it really had.
  const accepted = { ...intake, acceptedAt: Math.min(intake.acceptedAt, context.now) };
  return ok({
    ...accepted,
    id: command.entityId,
    version: 1,
    no: context.ticketNo,
    state: 'accepted',
    priority: decision.priority,
    priorityReasons: [...decision.reasons],
    clocks: openingClocks(accepted, factsOf({ ...intake, priority: decision.priority }, context), context.policy),
    notes: [],
    statusChanges: [{ state: 'accepted', at: accepted.acceptedAt, by: command.author, reason: null }],
    chasers: 0,
    repeatOf: context.repeatOf ?? null,
    updatedAt: context.now,
  });
}

/** Mandatory for the type, beyond what the schema already demands of every ticket. */
function missingOf(intake: TicketIntake): string[] {
  if (intake.ticketType !== 'fault') return [];
  const { fault } = intake;
  if (fault === null) return ['fault'];
  const missing: string[] = [];
  // Someone unidentified may not know both; a customer of ours has them on file.
  const eitherWillDo = intake.customerId === null && (fault.serviceNumber !== null || fault.address !== null);
  if (fault.serviceNumber === null && !eitherWillDo) missing.push('fault.serviceNumber');
  if (fault.address === null && !eitherWillDo) missing.push('fault.address');
  return missing;
}

function badOf(intake: TicketIntake): string[] {
  const bad: string[] = [];
  const { fault, promise } = intake;
  if (!isDescriptionLongEnough(intake.description)) bad.push('description');
  if (intake.contactName.trim() === '') bad.push('contactName');
  if (intake.ticketType !== 'fault' && fault !== null) bad.push('fault');
  if (fault !== null) bad.push(...badFaultTimes(fault, intake.acceptedAt).map((field) => `fault.${field}`));
  if (promise !== null && (promise.dueAt <= intake.acceptedAt || promise.legalDueAt <= intake.acceptedAt)) bad.push('promise');
  return bad;
}

function addNote(
  ticket: Ticket,
  command: Extract<TicketCommand, { type: 'ticket.addNote' }>,
  at: number,
  context: TicketContext,
): DomainResult<Ticket> {
  const { noteId, text } = command.payload;
  if (text.trim() === '' || ticket.notes.some((note) => note.id === noteId)) return fail('TICKET_FIELD_BAD', { count: 1 }, [text.trim() === '' ? 'text' : 'noteId']);
  return ok(changed(ticket, context, { notes: [...ticket.notes, { id: noteId, author: command.author, at, text }] }));
}

function transition(
  ticket: Ticket,
  command: Extract<TicketCommand, { type: 'ticket.transition' }>,
  at: number,
  context: TicketContext,
): DomainResult<Ticket> {
  const { to } = command.payload;
  if (!isTransitionAllowed(ticket.state, to, ticket.ticketType)) {
    const from = ticketStateName(ticket.state, ticket.ticketType);
    const wanted = ticketStateName(to, ticket.ticketType);
    return fail('TICKET_TRANSITION_REFUSED', { from: from.zh, to: wanted.zh, from_en: from.en, to_en: wanted.en });
  }
  const reason = command.payload.reason?.trim() ?? '';
  const closing: Closing = { ...ticket.closing, ...command.payload.closing };
  const missing: string[] = [];
  if (reason === '' && context.policy.reasonRequired.states.includes(to)) missing.push('reason');
  if (to === 'archived') {
    // 闭环: no 归档 without a 回访 result and the closing fields.
    for (const field of context.policy.closing.required[ticket.ticketType]) if (closing[field] === undefined) missing.push(`closing.${field}`);
  }
  if (missing.length > 0) return fail('TICKET_FIELDS_MISSING', { count: missing.length }, missing);
  return ok(
    changed(ticket, context, {
      state: to,
      clocks: clocksAfter(ticket, to, at, factsOf(ticket, context), context.policy),
      statusChanges: [...ticket.statusChanges, { state: to, at, by: command.author, reason: reason === '' ? null : reason }],
      ...(Object.keys(closing).length === 0 ? {} : { closing }),
    }),
  );
}

function changed(ticket: Ticket, context: TicketContext, change: Partial<Ticket>): Ticket {
  return { ...ticket, ...change, no: ticket.no ?? context.ticketNo, version: ticket.version + 1, updatedAt: context.now };
}

function factsOf(ticket: Pick<Ticket, 'ticketType' | 'fault' | 'priority'>, context: TicketContext): ClockFacts {
  return {
    ticketType: ticket.ticketType,
    serviceKind: ticket.fault?.serviceKind ?? null,
    settlement: ticket.fault?.settlement ?? null,
    priority: ticket.priority,
    customer: context.customer,
  };
}
