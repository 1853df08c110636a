import { z } from 'zod';
import { serviceKindSchema, settlementSchema } from './ticket.ts';

/**
 * A pop card: the few fields of a customer that every desk of the city keeps, enough to greet, to search, to
 * check outages and to open a ticket with everything down (TMF629 Customer, 632 Party, 637 Product, cut down).
 * Full values: only the data room and the hub ever hold this shape; what leaves the data room is masked.
 */
export const numberLinkSchema = z.object({
  /** E.164 without plus for mobile and fixed, e.g. `8613312345678`; a broadband account as it is written. */
  value: z.string().min(2).max(40),
  kind: z.enum(['mobile', 'fixed', 'account', 'contact']),
  relation: z.enum(['holder', 'contact', 'agent']),
});
export type NumberLink = z.infer<typeof numberLinkSchema>;

export const productSummarySchema = z.object({
  id: z.string().max(64),
  kind: serviceKindSchema,
  name: z.string().max(60),
  /** National written form (`13312345678`, `059183124567`) or the broadband account. */
  serviceNumber: z.string().max(40),
  status: z.enum(['active', 'suspended', 'terminated']),
  /** Contract rate in Mbit/s down, for broadband. */
  rateMbps: z.number().int().nullable(),
});
export type ProductSummary = z.infer<typeof productSummarySchema>;

export const segmentSchema = z.enum(['public', 'business', 'keyAccount']);
export type Segment = z.infer<typeof segmentSchema>;

export const popCardSchema = z.object({
  id: z.string().max(64),
  /** 客户编号, as printed on bills. */
  accountNo: z.string().max(32),
  name: z.string().min(1).max(60),
  segment: segmentSchema,
  /** 星级 1–7. */
  stars: z.number().int().min(1).max(7),
  /** First product activated. */
  since: z.number().int(),
  areaCode: z.string().max(5),
  address: z.string().max(200),
  settlement: settlementSchema,
  gridCode: z.string().max(32),
  oltCode: z.string().max(32).nullable(),
  ponPort: z.string().max(16).nullable(),
  planName: z.string().max(60),
  /** Arrears in fen; 0 = none. */
  arrearsFen: z.number().int().min(0),
  suspended: z.boolean(),
  numbers: z.array(numberLinkSchema).max(64),
  products: z.array(productSummarySchema).max(32),
});
export type PopCard = z.infer<typeof popCardSchema>;

/** The leased 360 view, fetched from the hub on demand; lapses at `leaseUntil` (hub time). */
export const profileSchema = z.object({
  customerId: z.string().max(64),
  contractUntil: z.number().int().nullable(),
  creditScore: z.number().int().nullable(),
  /** Last 12 bills, oldest first (TMF678): month `2026-11`, amount in fen. */
  bills: z.array(z.object({ month: z.string().max(7), amountFen: z.number().int() })).max(12),
  interactions: z.array(
    z.object({
      id: z.string().max(64),
      at: z.number().int(),
      channel: z.enum(['hotline', 'web', 'hall', 'field', 'sms']),
      direction: z.enum(['inbound', 'outbound']),
      summary: z.string().max(200),
      status: z.enum(['open', 'inProgress', 'completed']),
    }),
  ).max(50),
  leaseUntil: z.number().int(),
});
export type Profile = z.infer<typeof profileSchema>;

/** A known outage (群障): TMF656 ServiceProblem, cut down. */
export const outageSchema = z.object({
  id: z.string().max(64),
  title: z.string().max(80),
  cause: z.string().max(200),
  oltCodes: z.array(z.string().max(32)).max(200),
  gridCodes: z.array(z.string().max(32)).max(200),
  serviceKinds: z.array(serviceKindSchema).max(8),
  since: z.number().int(),
  expectedEnd: z.number().int().nullable(),
  affectedServices: z.number().int().min(0),
  status: z.enum(['open', 'repairing', 'resolved']),
});
export type Outage = z.infer<typeof outageSchema>;

/** One call = one interaction (TMF683 PartyInteraction). */
export const interactionSchema = z.object({
  id: z.string().max(64),
  direction: z.enum(['inbound', 'outbound']),
  channel: z.literal('hotline'),
  reason: z.string().max(60),
  agentNo: z.string().max(32),
  customerId: z.string().max(64).nullable(),
  number: z.string().max(64).nullable(),
  startedAt: z.number().int(),
  answeredAt: z.number().int().nullable(),
  endedAt: z.number().int().nullable(),
  /** How it ended; `missed` = the caller gave up or nobody answered. */
  ending: z.enum(['answered', 'missed', 'rejected', 'failed', 'interrupted']),
  status: z.enum(['open', 'inProgress', 'completed']),
  ticketIds: z.array(z.string().max(64)).max(20),
});
export type Interaction = z.infer<typeof interactionSchema>;
