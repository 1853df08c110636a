import { z } from 'zod';
import type { DoorSpec } from '#shared/lib/door.ts';
import { agentProfileSchema, agentStateSchema, busyReasonSchema } from '#shared/domain/agent.ts';
import { outageSchema, productSummarySchema, segmentSchema } from '#shared/domain/customer.ts';
import { faultDraftSchema } from '#shared/domain/intake-form.ts';
import {
  callerRelationSchema, priorityReasonSchema, prioritySchema, settlementSchema, slaClockSchema, statusChangeSchema,
  ticketNoteSchema, ticketStateSchema, ticketTypeSchema,
} from '#shared/domain/ticket.ts';
import { problemSchema } from './hub.ts';

/**
 * The door between the screen (desk) and the data room. Everything that comes out of it is masked: the desk
 * never holds a full number, name or address of a customer, only references the data room resolves.
 */

// ── Session ─────────────────────────────────────────────────────────────────────────────────────
export const sessionViewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signedOut'), problem: problemSchema.nullable() }),
  z.object({
    kind: z.literal('signedIn'),
    agent: agentProfileSchema,
    /** `offline` = unlocked here without the hub; may read and take in, not administer. */
    mode: z.enum(['online', 'offline']),
    since: z.number().int(),
    /** End of the offline window, ms; SIP credentials lapse with it. */
    offlineUntil: z.number().int(),
  }),
]);
export type SessionView = z.infer<typeof sessionViewSchema>;

// ── Health ──────────────────────────────────────────────────────────────────────────────────────
export const hubHealthSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connecting'), since: z.number().int() }),
  /** A confirmed acknowledgement within the last 15 s; `rttMs` of the last one. */
  z.object({ kind: z.literal('online'), since: z.number().int(), rttMs: z.number().int() }),
  z.object({ kind: z.literal('slow'), since: z.number().int(), rttMs: z.number().int() }),
  z.object({ kind: z.literal('offline'), since: z.number().int(), nextRetryAt: z.number().int().nullable(), problem: problemSchema }),
]);
export type HubHealth = z.infer<typeof hubHealthSchema>;

export const healthViewSchema = z.object({
  hub: hubHealthSchema,
  sync: z.object({
    /** Commands not yet acknowledged, and those the hub refused. */
    pending: z.number().int(),
    rejected: z.number().int(),
    /** Hub time of the newest data on this desk; null before the first sync. */
    dataAsOf: z.number().int().nullable(),
    /** First sync in progress: rows done of total. */
    firstSync: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  }),
  store: z.object({
    customers: z.number().int(),
    keyring: z.enum(['os', 'developmentFile']),
    problem: problemSchema.nullable(),
  }),
  openOutages: z.number().int(),
});
export type HealthView = z.infer<typeof healthViewSchema>;

// ── Customer ────────────────────────────────────────────────────────────────────────────────────
export const productViewSchema = productSummarySchema.omit({ serviceNumber: true }).extend({ maskedNumber: z.string() });
export const ticketRowSchema = z.object({
  id: z.string(),
  no: z.string().nullable(),
  provisionalNo: z.string(),
  ticketType: ticketTypeSchema,
  category: z.string(),
  state: ticketStateSchema,
  priority: prioritySchema,
  priorityReasons: z.array(priorityReasonSchema),
  maskedName: z.string(),
  maskedNumber: z.string(),
  customerId: z.string().nullable(),
  /** Agent number; the desk hears of colleagues' tickets too. */
  firstOwner: z.string(),
  description: z.string(),
  acceptedAt: z.number().int(),
  clocks: z.array(slaClockSchema),
  chasers: z.number().int(),
  sync: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('synced') }),
    z.object({ kind: z.literal('pending'), commandId: z.string() }),
    z.object({ kind: z.literal('inFlight'), commandId: z.string() }),
    z.object({ kind: z.literal('rejected'), commandId: z.string(), problem: problemSchema }),
  ]),
});
export type TicketRow = z.infer<typeof ticketRowSchema>;
export const ticketViewSchema = ticketRowSchema.extend({
  maskedContact: z.string(),
  maskedAddress: z.string().nullable(),
  maskedServiceNumber: z.string().nullable(),
  notes: z.array(ticketNoteSchema),
  statusChanges: z.array(statusChangeSchema),
});
export type TicketView = z.infer<typeof ticketViewSchema>;

export const customerViewSchema = z.object({
  id: z.string(),
  maskedName: z.string(),
  maskedAccountNo: z.string(),
  segment: segmentSchema,
  stars: z.number().int(),
  since: z.number().int(),
  maskedAddress: z.string(),
  settlement: settlementSchema,
  gridCode: z.string(),
  oltCode: z.string().nullable(),
  ponPort: z.string().nullable(),
  planName: z.string(),
  arrearsFen: z.number().int(),
  suspended: z.boolean(),
  products: z.array(productViewSchema),
  openTickets: z.array(ticketRowSchema),
  closedTickets: z.number().int(),
  outages: z.array(outageSchema),
  /** Calls from this customer in the last 7 days, this one not counted. */
  recentCalls: z.number().int(),
  /** Hub time this card was true. */
  asOf: z.number().int(),
});
export type CustomerView = z.infer<typeof customerViewSchema>;

export const profileViewSchema = z.object({
  customerId: z.string(),
  contractUntil: z.number().int().nullable(),
  creditScore: z.number().int().nullable(),
  bills: z.array(z.object({ month: z.string(), amountFen: z.number().int() })),
  interactions: z.array(z.object({
    id: z.string(), at: z.number().int(), channel: z.string(), direction: z.string(), summary: z.string(), status: z.string(),
  })),
  leaseUntil: z.number().int(),
});
export type ProfileView = z.infer<typeof profileViewSchema>;

/** One candidate of several for a number, with why it matched. */
export const matchSchema = z.object({
  customer: customerViewSchema,
  relation: z.enum(['holder', 'contact', 'agent']),
  matchedBy: z.enum(['mobile', 'fixed', 'account', 'contact']),
  /** Last call from this number to this customer, ms; null = none known. */
  lastCallAt: z.number().int().nullable(),
});
export type Match = z.infer<typeof matchSchema>;

/** What the data room knows about a call; sent when it rings, and again when more is known. */
export const popSchema = z.object({
  callId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  /** Masked caller number for display; null when withheld. */
  maskedNumber: z.string().nullable(),
  /** City or area name code of the number (`0591`), when fixed. */
  areaCode: z.string().nullable(),
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('one'), match: matchSchema }),
    z.object({ kind: z.literal('several'), matches: z.array(matchSchema).min(2).max(50), total: z.number().int() }),
    /** Withheld, empty, a switchboard's trunk, or simply not on file. */
    z.object({ kind: z.literal('unknown'), why: z.enum(['withheld', 'switchboard', 'unregistered', 'noData']) }),
  ]),
  /** The agent's choice among several, or a customer found by search. */
  chosen: z.string().nullable(),
  profile: profileViewSchema.nullable(),
});
export type Pop = z.infer<typeof popSchema>;

export const searchHitSchema = z.object({
  customer: customerViewSchema.pick({ id: true, maskedName: true, stars: true, segment: true, maskedAddress: true, maskedAccountNo: true }),
  /** The product or number that matched, masked. */
  matched: z.string(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

// ── Drafts, outbox, calls ───────────────────────────────────────────────────────────────────────
/** A contact: one tab on the desk, from the ring to the submitted or discarded draft. */
export const draftViewSchema = z.object({
  /** Becomes the ticket's id: UUIDv7, fixed when the draft opens. */
  id: z.string(),
  callId: z.string().nullable(),
  customerId: z.string().nullable(),
  maskedName: z.string().nullable(),
  maskedNumber: z.string().nullable(),
  fault: faultDraftSchema,
  openedAt: z.number().int(),
  savedAt: z.number().int(),
  /** Shown dashed while the hub is away; fixed at the first offline save. */
  provisionalNo: z.string().nullable(),
});
export type DraftView = z.infer<typeof draftViewSchema>;

export const outboxRowSchema = z.object({
  commandId: z.string(),
  type: z.string(),
  ticketId: z.string().nullable(),
  label: z.string(),
  at: z.number().int(),
  state: z.enum(['pending', 'inFlight', 'rejected']),
  problem: problemSchema.nullable(),
});
export type OutboxRow = z.infer<typeof outboxRowSchema>;

export const recentCallSchema = z.object({
  id: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  maskedNumber: z.string().nullable(),
  maskedName: z.string().nullable(),
  startedAt: z.number().int(),
  talkMs: z.number().int(),
  ending: z.enum(['answered', 'missed', 'rejected', 'failed', 'interrupted']),
});
export type RecentCall = z.infer<typeof recentCallSchema>;

export const agentStateViewSchema = z.object({
  state: agentStateSchema,
  reason: busyReasonSchema.nullable(),
  since: z.number().int(),
  /** 话后 ends by itself at this time. */
  endsAt: z.number().int().nullable(),
  /** Chosen during a call, taken when it ends. */
  next: z.object({ state: agentStateSchema, reason: busyReasonSchema.nullable() }).nullable(),
});
export type AgentStateView = z.infer<typeof agentStateViewSchema>;

/** Today's own figures, from the calls this desk has seen. */
export const shiftViewSchema = z.object({
  answered: z.number().int(),
  averageTalkMs: z.number().int().nullable(),
  averageAcwMs: z.number().int().nullable(),
  ticketsTaken: z.number().int(),
});
export type ShiftView = z.infer<typeof shiftViewSchema>;

const none = z.object({});
const id = z.object({ id: z.string().min(1).max(64) });

export const deskDoor = {
  calls: {
    /** The whole picture at once, for a desk that just opened or came back after a crash. */
    'desk.attach': {
      in: none,
      out: z.object({
        session: sessionViewSchema, health: healthViewSchema, agentState: agentStateViewSchema,
        pops: z.array(popSchema), drafts: z.array(draftViewSchema), outbox: z.array(outboxRowSchema),
        tickets: z.array(ticketRowSchema), outages: z.array(outageSchema), recentCalls: z.array(recentCallSchema), shift: shiftViewSchema,
      }),
    },
    'session.signIn': {
      in: z.object({ agentNo: z.string().trim().min(1).max(32), password: z.string().min(1).max(256), state: agentStateSchema }),
      out: sessionViewSchema,
    },
    /** Hub away: same password, checked against the sealed sign-in record. */
    'session.unlock': { in: z.object({ agentNo: z.string().trim().min(1).max(32), password: z.string().min(1).max(256) }), out: sessionViewSchema },
    /** With unsent work and `confirmed: false` answers `unsent > 0` and stays signed in. */
    'session.signOut': { in: z.object({ confirmed: z.boolean() }), out: z.object({ done: z.boolean(), unsent: z.number().int() }) },
    'agent.setState': { in: z.object({ state: agentStateSchema, reason: busyReasonSchema.nullable() }), out: agentStateViewSchema },
    'hub.retryNow': { in: none, out: none },
    'customer.search': {
      in: z.object({ text: z.string().max(80), limit: z.number().int().min(1).max(50) }),
      out: z.object({ hits: z.array(searchHitSchema), capped: z.boolean() }),
    },
    'customer.open': { in: id, out: z.object({ customer: customerViewSchema, profile: profileViewSchema.nullable() }) },
    /** The picker's answer (or a customer found by search) for a call; `remember` writes the link back. */
    'call.chooseCustomer': {
      in: z.object({
        callId: z.string().max(128), customerId: z.string().max(64).nullable(), remember: z.boolean(), relation: callerRelationSchema.nullable(),
      }),
      out: popSchema,
    },
    /** Opens (or gives back) the draft of a call; without a call a draft from scratch. Prefills from pop, never overwrites. */
    'draft.open': { in: z.object({ callId: z.string().max(128).nullable(), customerId: z.string().max(64).nullable() }), out: draftViewSchema },
    'draft.save': { in: z.object({ id: z.string().max(64), fault: faultDraftSchema }), out: draftViewSchema },
    /** Undo within 10 s by `draft.restore`. */
    'draft.discard': { in: id, out: none },
    'draft.restore': { in: id, out: draftViewSchema },
    'draft.submit': { in: id, out: ticketRowSchema },
    'ticket.list': { in: z.object({ filter: z.enum(['mine', 'open', 'unsent']), limit: z.number().int().min(1).max(200) }), out: z.array(ticketRowSchema) },
    'ticket.open': { in: id, out: ticketViewSchema },
    'ticket.addNote': { in: z.object({ id: z.string().max(64), text: z.string().trim().min(1).max(2000) }), out: ticketViewSchema },
    'ticket.transition': { in: z.object({ id: z.string().max(64), to: ticketStateSchema, reason: z.string().max(200).nullable() }), out: ticketViewSchema },
    /** A refused command: opens its content as a draft again; sending that is a new command. */
    'outbox.edit': { in: z.object({ commandId: z.string().max(64) }), out: draftViewSchema },
    'outbox.discard': { in: z.object({ commandId: z.string().max(64), reason: z.string().trim().min(1).max(200) }), out: none },
  },
  events: {
    session: sessionViewSchema,
    health: healthViewSchema,
    agentState: agentStateViewSchema,
    pop: popSchema,
    draft: draftViewSchema,
    draftGone: z.object({ id: z.string() }),
    outbox: z.array(outboxRowSchema),
    ticket: ticketRowSchema,
    outages: z.array(outageSchema),
    recentCalls: z.array(recentCallSchema),
    shift: shiftViewSchema,
    /** Something to tell the agent that belongs to no field: a code of the catalogue. */
    notice: problemSchema,
  },
} as const satisfies DoorSpec;
