import { z } from 'zod';
import { appointmentSchema, callerRelationSchema, serviceKindSchema, settlementSchema, severitySchema, testOutcomeSchema } from './ticket.ts';

/**
 * The half-written fault form: what travels between desk and data on every keystroke pause and is kept in
 * `outbox.db`. Personal data the desk never needs in full stands as a reference that the data room resolves
 * at submit: `caller`, `customer:name`, `customer:address`, `customer:number:<n>`, `product:<id>`.
 */
export const recordOrTypedSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('record'), ref: z.string().max(120), masked: z.string().max(200) }),
  z.object({ from: z.literal('typed'), value: z.string().max(200) }),
]);
export type RecordOrTyped = z.infer<typeof recordOrTypedSchema>;

export const faultDraftSchema = z.object({
  contactName: recordOrTypedSchema.nullable(),
  contactNumber: recordOrTypedSchema.nullable(),
  callerRelation: callerRelationSchema.nullable(),
  serviceKind: serviceKindSchema.nullable(),
  serviceNumber: recordOrTypedSchema.nullable(),
  address: recordOrTypedSchema.nullable(),
  gridCode: z.string().max(32).nullable(),
  oltCode: z.string().max(32).nullable(),
  settlement: settlementSchema.nullable(),
  category: z.string().max(16).nullable(),
  severity: severitySchema.nullable(),
  /** When the customer first noticed it, ms since the epoch. */
  startedAt: z.number().int().nullable(),
  triage: z.record(z.string().max(40), z.string().max(40)),
  test: testOutcomeSchema.nullable(),
  appointment: appointmentSchema.nullable(),
  serviceProblemId: z.string().max(64).nullable(),
  description: z.string().max(2000),
  /** Items the agent has read back to the customer. */
  readBack: z.array(z.string().max(40)).max(12),
});
export type FaultDraft = z.infer<typeof faultDraftSchema>;

export const emptyFaultDraft: FaultDraft = {
  contactName: null, contactNumber: null, callerRelation: null, serviceKind: null, serviceNumber: null, address: null,
  gridCode: null, oltCode: null, settlement: null, category: null, severity: null, startedAt: null, triage: {},
  test: null, appointment: null, serviceProblemId: null, description: '', readBack: [],
};
