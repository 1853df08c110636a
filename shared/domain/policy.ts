import { z } from 'zod';
import { segmentSchema } from './customer.ts';
import {
  closingFieldSchema, priorityReasonSchema, prioritySchema, serviceKindSchema, settlementSchema, severitySchema, slaClockIdSchema,
  ticketStateSchema, ticketTypeSchema,
} from './ticket.ts';

/**
 * Every limit, sum and threshold the domain works with: seeded configuration of a province, handed in as an
 * argument. Each rule says where it comes from; logic holds no number of its own. Durations are in minutes
 * where named so, else in milliseconds.
 */
const basis = {
  /** Document or decision the figure was taken from. */
  source: z.string().min(1),
  /** Law or regulation behind it; null = our own service rule. */
  legalBasis: z.string().min(1).nullable(),
} as const;

const reasonText = z.object({ zh: z.string().min(1), en: z.string().min(1) });
/** Minutes since local midnight. */
const minuteOfDay = z.number().int().min(0).max(1440);

export const clockRuleSchema = z.object({
  ...basis,
  id: z.string().min(1),
  clock: slaClockIdSchema,
  ticketTypes: z.array(ticketTypeSchema).min(1),
  /** Narrower rules stand first; empty = any. */
  serviceKinds: z.array(serviceKindSchema),
  settlements: z.array(settlementSchema),
  minutes: z.number().int().min(1),
  /** Shorter limits for a priority. */
  minutesFor: z.partialRecord(prioritySchema, z.number().int().min(1)),
  /** Calendar time that never pauses, never halves. */
  legal: z.boolean(),
});

export const promiseRuleSchema = z.object({
  ...basis,
  id: z.string().min(1),
  serviceKinds: z.array(serviceKindSchema),
  settlements: z.array(settlementSchema),
  /** Applies to a report accepted from this minute of the local day (inclusive) until that one (exclusive). */
  acceptedFrom: minuteOfDay,
  acceptedUntil: minuteOfDay,
  due: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sameDay'), at: minuteOfDay }),
    z.object({ kind: z.literal('after'), minutes: z.number().int().min(1) }),
  ]),
  /** Why this promise, in words an agent can say. */
  reason: reasonText,
});
export type PromiseRule = z.infer<typeof promiseRuleSchema>;

export const raiseRuleSchema = z.object({
  ...basis,
  reason: priorityReasonSchema,
  /** At most one rule of a group counts: 星级 and 大客户 are the same merit seen twice. */
  group: z.string().min(1),
  when: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('stars'), atLeast: z.number().int() }),
    z.object({ kind: z.literal('segment'), is: segmentSchema }),
    z.object({ kind: z.literal('chasers'), atLeast: z.number().int() }),
    z.object({ kind: z.literal('repeats'), atLeast: z.number().int() }),
    z.object({ kind: z.literal('appeal') }),
    z.object({ kind: z.literal('segmentService'), is: segmentSchema, serviceKind: serviceKindSchema }),
  ]),
  effect: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('levels'), up: z.number().int().min(1) }),
    z.object({ kind: z.literal('to'), priority: prioritySchema }),
  ]),
});
export type RaiseRule = z.infer<typeof raiseRuleSchema>;

export const policySchema = z.object({
  id: z.string().min(1),
  /** Raised with every change; shown beside a promise made offline. */
  version: z.number().int().min(1),
  /** Local time of the province; China has one zone and no summer time. */
  utcOffsetMinutes: z.number().int(),
  priority: z.object({
    bySeverity: z.record(severitySchema, prioritySchema),
    raises: z.array(raiseRuleSchema),
    /** Window in which the same customer and category count as a repeat; the caller counts with it. */
    repeatWindowDays: z.number().int().min(1),
  }),
  clocks: z.array(clockRuleSchema),
  promises: z.array(promiseRuleSchema),
  /** A known outage that ends later than the rule promises moves the promise to its expected end. */
  outagePromise: z.object({ ...basis, id: z.string().min(1), reason: reasonText }),
  /** 备选上门: hours a visit may be offered in, and the length of one window. */
  visits: z.object({ ...basis, from: minuteOfDay, until: minuteOfDay, windowMinutes: z.number().int().min(15), leadMinutes: z.number().int().min(0) }),
  /** 绿色通道: internal limits times `factor`. */
  greenChannel: z.object({ ...basis, minStars: z.number().int(), segments: z.array(segmentSchema), factor: z.number().gt(0).max(1) }),
  /** Shares of a clock's time at which it warns: neutral below the first, breached from 1. */
  bands: z.object({ ...basis, warn: z.number(), urgent: z.number() }),
  pauses: z.object({ ...basis, totalMs: z.number().int().min(0) }),
  reasonRequired: z.object({ ...basis, states: z.array(ticketStateSchema) }),
  closing: z.object({ ...basis, required: z.record(ticketTypeSchema, z.array(closingFieldSchema)) }),
  agent: z.object({
    ...basis,
    acwMs: z.number().int().min(1000),
    /** The last stretch of 话后, shown amber with one soft tone. */
    acwWarnMs: z.number().int().min(0),
    acwExtendMs: z.number().int().min(0),
    acwExtensions: z.number().int().min(0),
    /** A ready agent whose phone stays lost this long is no longer ready. */
    phoneLossMs: z.number().int().min(0),
  }),
});
export type Policy = z.infer<typeof policySchema>;
