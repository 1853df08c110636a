import { z } from 'zod';

/**
 * The ticket: one core for the four call types (TMF621 TroubleTicket; the internal states are finer, see
 * `ticket-states.ts` for the mapping). All times are milliseconds since the epoch; money is in fen.
 */
export const ticketTypes = ['fault', 'complaint', 'inquiry', 'order'] as const;
export const ticketTypeSchema = z.enum(ticketTypes);
export type TicketType = z.infer<typeof ticketTypeSchema>;

export const ticketStates = [
  'accepted', 'prehandling', 'dispatched', 'returned', 'taken', 'processing', 'suspended',
  'waitingCustomer', 'replied', 'callback', 'archived', 'withdrawn', 'rejected',
] as const;
export const ticketStateSchema = z.enum(ticketStates);
export type TicketState = z.infer<typeof ticketStateSchema>;

/** What the customer lost; with the customer it decides the priority. */
export const severities = ['areaOutage', 'totalLoss', 'degraded', 'minor'] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

export const prioritySchema = z.enum(['P1', 'P2', 'P3', 'P4']);
export type Priority = z.infer<typeof prioritySchema>;
/** Why the priority was raised above what the severity gives; shown beside it. */
export const priorityReasonSchema = z.enum(['star', 'keyAccount', 'chasers', 'repeat', 'appeal']);
export type PriorityReason = z.infer<typeof priorityReasonSchema>;

export const callerRelationSchema = z.enum(['self', 'family', 'colleague', 'property', 'other']);
export type CallerRelation = z.infer<typeof callerRelationSchema>;
export const settlementSchema = z.enum(['urban', 'rural']);
export type Settlement = z.infer<typeof settlementSchema>;
export const serviceKindSchema = z.enum(['broadband', 'iptv', 'mobile', 'fixed', 'circuit']);
export type ServiceKind = z.infer<typeof serviceKindSchema>;

/** Why no remote test was made; one of these or a result is mandatory for a fault. */
export const noTestReasonSchema = z.enum(['hubOffline', 'notSupported', 'customerDeclined', 'notAtSite', 'outageKnown']);

export const testOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result'), text: z.string().min(1).max(500), at: z.number().int() }),
  z.object({ kind: z.literal('none'), reason: noTestReasonSchema }),
]);
export type TestOutcome = z.infer<typeof testOutcomeSchema>;

export const appointmentSchema = z.object({ from: z.number().int(), to: z.number().int() });

export const faultDetailsSchema = z.object({
  serviceKind: serviceKindSchema,
  /** An unidentified caller may know only one of the two: number (or account), or address. */
  serviceNumber: z.string().min(3).max(64).nullable(),
  address: z.string().min(2).max(200).nullable(),
  gridCode: z.string().max(32).nullable(),
  oltCode: z.string().max(32).nullable(),
  settlement: settlementSchema,
  /** When the customer first noticed it. */
  startedAt: z.number().int(),
  test: testOutcomeSchema,
  /** Triage answers: question id → answer id, as in the code list `triage`. */
  triage: z.record(z.string().max(40), z.string().max(40)),
  appointment: appointmentSchema.nullable(),
  /** TMF656 ServiceProblem this fault was linked to by the agent. */
  serviceProblemId: z.string().max(64).nullable(),
});
export type FaultDetails = z.infer<typeof faultDetailsSchema>;

/** The promise as told to the customer, with the rule that gave it (source and legal basis in the SLA table). */
export const promiseSchema = z.object({
  dueAt: z.number().int(),
  legalDueAt: z.number().int(),
  ruleId: z.string().max(64),
});
export type RepairPromise = z.infer<typeof promiseSchema>;

/** Shortest description of a ticket, in characters. */
export const minDescriptionLength = 10;

/** What intake hands over: everything mandatory in DOMAIN "Mandatory — all" and "Fault". */
export const ticketIntakeSchema = z.object({
  ticketType: ticketTypeSchema,
  /** Given on the desk while offline, kept for life beside the official number: `暂 8001-1120-02` is stored as `8001-1120-02`. */
  provisionalNo: z.string().min(3).max(40),
  customerId: z.string().max(64).nullable(),
  callerNumber: z.string().max(64).nullable(),
  callerRelation: callerRelationSchema,
  contactName: z.string().min(1).max(60),
  contactNumber: z.string().min(3).max(32),
  category: z.string().min(2).max(16),
  severity: severitySchema,
  description: z.string().min(minDescriptionLength).max(2000),
  channel: z.enum(['hotline', 'web', 'hall', 'field']),
  acceptOrg: z.string().max(64),
  serviceOrg: z.string().max(64),
  /** 首问负责: immutable until archived. */
  firstOwner: z.string().max(32),
  acceptedAt: z.number().int(),
  interactionId: z.string().max(64).nullable(),
  fault: faultDetailsSchema.nullable(),
  promise: promiseSchema.nullable(),
});
export type TicketIntake = z.infer<typeof ticketIntakeSchema>;

export const ticketNoteSchema = z.object({
  id: z.string().max(64),
  author: z.string().max(32),
  at: z.number().int(),
  text: z.string().min(1).max(2000),
});

export const statusChangeSchema = z.object({
  state: ticketStateSchema,
  at: z.number().int(),
  by: z.string().max(32),
  reason: z.string().max(200).nullable(),
});

export const slaClockIdSchema = z.enum(['dispatch', 'take', 'firstContact', 'repairPromise', 'repairLegal', 'callback']);
export type SlaClockId = z.infer<typeof slaClockIdSchema>;
/** A clock runs to `dueAt`; `legal` clocks never pause. A ticket has at most one clock of an id. */
export const slaClockSchema = z.object({
  id: slaClockIdSchema,
  startedAt: z.number().int(),
  dueAt: z.number().int(),
  stoppedAt: z.number().int().nullable(),
  legal: z.boolean(),
  /** Set while it is paused (挂起, 待客户); absent or null = not paused. */
  pausedAt: z.number().int().nullable().optional(),
  /** Pauses already over, in ms; `dueAt` has moved by as much. */
  pausedMs: z.number().int().min(0).optional(),
});
export type SlaClock = z.infer<typeof slaClockSchema>;

/** How it ended: DOMAIN "Closing". Filled bit by bit (回单, 回访); complete before 归档. */
export const closingSchema = z.object({
  causeCode: z.string().min(1).max(32),
  responsibility: z.enum(['ours', 'notOurs', 'undecided']),
  measure: z.string().min(1).max(500),
  restoredAt: z.number().int(),
  callbackResult: z.enum(['confirmed', 'notRestored', 'dissatisfied', 'unreached']),
  satisfaction: z.enum(['verySatisfied', 'satisfied', 'neutral', 'dissatisfied', 'veryDissatisfied', 'notGiven']),
}).partial();
export type Closing = z.infer<typeof closingSchema>;
export const closingFieldSchema = z.enum(['causeCode', 'responsibility', 'measure', 'restoredAt', 'callbackResult', 'satisfaction']);

export const ticketSchema = ticketIntakeSchema.extend({
  id: z.string().max(64),
  /**
   * Raised by one with every applied command (1 after the create); decides which copy is newer. A desk's
   * optimistic copy gives way to any row of the hub. 0 = only on this desk.
   */
  version: z.number().int().min(0),
  /** Official number from the hub, e.g. `FZ261119-0782`; null while provisional. */
  no: z.string().max(32).nullable(),
  state: ticketStateSchema,
  priority: prioritySchema,
  priorityReasons: z.array(priorityReasonSchema),
  clocks: z.array(slaClockSchema),
  notes: z.array(ticketNoteSchema),
  statusChanges: z.array(statusChangeSchema),
  /** 催单 count: raises attention, never resets a clock. */
  chasers: z.number().int().min(0),
  repeatOf: z.string().max(64).nullable(),
  closing: closingSchema.optional(),
  updatedAt: z.number().int(),
});
export type Ticket = z.infer<typeof ticketSchema>;
