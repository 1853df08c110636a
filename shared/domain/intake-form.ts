import { z } from 'zod';
import { fail, ok } from '#shared/lib/result.ts';
import { badFaultTimes, isDescriptionLongEnough } from './intake-checks.ts';
import type { DomainResult } from './problem-codes.ts';
import {
  appointmentSchema, callerRelationSchema, serviceKindSchema, settlementSchema, severitySchema, testOutcomeSchema, ticketIntakeSchema,
  type RepairPromise, type TicketIntake, type TicketType,
} from './ticket.ts';

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

/** 核身, 分类, 预处理, 承诺, 复述: anchors on one sheet; all may be visited in any order. */
export const intakeSteps = ['verify', 'classify', 'pretest', 'promise', 'readback'] as const;
export type IntakeStep = (typeof intakeSteps)[number];

/** Fields a draft can be incomplete in. `serviceNumberOrAddress`: an unidentified caller must give one of the two. */
export type IntakeField = Exclude<keyof FaultDraft, 'triage' | 'oltCode' | 'serviceProblemId' | 'readBack' | 'appointment'> | 'serviceNumberOrAddress';

/** Where each field stands on the sheet. */
export const stepOfField: Readonly<Record<IntakeField, IntakeStep>> = {
  contactName: 'verify', contactNumber: 'verify', callerRelation: 'verify',
  serviceNumber: 'verify', address: 'verify', serviceNumberOrAddress: 'verify', gridCode: 'verify', settlement: 'verify',
  category: 'classify', serviceKind: 'classify', severity: 'classify',
  startedAt: 'pretest', test: 'pretest',
  description: 'readback',
};

export interface MissingField {
  readonly field: IntakeField;
  readonly step: IntakeStep;
}

/**
 * Mandatory fields still open, in the order of the sheet: every ticket needs contact, relation, category,
 * severity and description; a fault also the service, where it is, since when, and a test or why there is none.
 * `identified` = a customer is chosen; someone unidentified may give number or address alone (STATES §4).
 */
export function missingFields(draft: FaultDraft, ticketType: TicketType, identified: boolean): readonly MissingField[] {
  const open: IntakeField[] = [];
  const need = (field: IntakeField, given: boolean): void => {
    if (!given) open.push(field);
  };
  const isFault = ticketType === 'fault';
  need('contactName', isGiven(draft.contactName, 1));
  need('contactNumber', isGiven(draft.contactNumber, 3));
  need('callerRelation', draft.callerRelation !== null);
  if (isFault) {
    const number = isGiven(draft.serviceNumber, 3);
    const address = isGiven(draft.address, 2);
    if (identified) {
      need('serviceNumber', number);
      need('address', address);
    } else {
      need('serviceNumberOrAddress', number || address);
    }
    // A typed address gets its grid from the hub; one on file has it.
    need('gridCode', draft.address?.from !== 'record' || draft.gridCode !== null);
    need('settlement', draft.settlement !== null);
  }
  need('category', draft.category !== null && draft.category !== '');
  if (isFault) need('serviceKind', draft.serviceKind !== null);
  need('severity', draft.severity !== null);
  if (isFault) {
    need('startedAt', draft.startedAt !== null);
    need('test', draft.test !== null);
  }
  need('description', isDescriptionLongEnough(draft.description));
  return open.map((field) => ({ field, step: stepOfField[field] }));
}

function isGiven(value: RecordOrTyped | null, minLength: number): boolean {
  if (value === null) return false;
  return value.from === 'record' ? value.ref !== '' : value.value.trim().length >= minLength;
}

/** What the data room adds to a draft: references resolved to full values, and what the agent never types. */
export interface ResolvedDraft {
  readonly contactName: string | null;
  readonly contactNumber: string | null;
  readonly callerNumber: string | null;
  readonly serviceNumber: string | null;
  readonly address: string | null;
  readonly customerId: string | null;
  readonly provisionalNo: string;
  readonly acceptOrg: string;
  readonly serviceOrg: string;
  readonly firstOwner: string;
  /** Start of all clocks, hub time as the desk knows it. */
  readonly acceptedAt: number;
  readonly interactionId: string | null;
  /** As told to the customer; null while the address is unchecked (unidentified). */
  readonly promise: RepairPromise | null;
}

/**
 * A complete fault intake, or what is open or wrong, by draft field. A reference the data room could not
 * resolve counts as a bad field: the agent sees which one.
 */
export function draftToIntake(draft: FaultDraft, resolved: ResolvedDraft): DomainResult<TicketIntake> {
  const missing = missingFields(draft, 'fault', resolved.customerId !== null);
  if (missing.length > 0) return fail('TICKET_FIELDS_MISSING', { count: missing.length }, missing.map((item) => item.field));
  const trimmed = (value: string | null): string | null => (value === null || value.trim() === '' ? null : value.trim());
  const parsed = ticketIntakeSchema.safeParse({
    ticketType: 'fault',
    provisionalNo: resolved.provisionalNo,
    customerId: resolved.customerId,
    callerNumber: trimmed(resolved.callerNumber),
    callerRelation: draft.callerRelation,
    contactName: trimmed(resolved.contactName),
    contactNumber: trimmed(resolved.contactNumber),
    category: draft.category,
    severity: draft.severity,
    description: draft.description.trim(),
    channel: 'hotline',
    acceptOrg: resolved.acceptOrg,
    serviceOrg: resolved.serviceOrg,
    firstOwner: resolved.firstOwner,
    acceptedAt: resolved.acceptedAt,
    interactionId: resolved.interactionId,
    fault: {
      serviceKind: draft.serviceKind,
      serviceNumber: trimmed(resolved.serviceNumber),
      address: trimmed(resolved.address),
      gridCode: draft.gridCode,
      oltCode: draft.oltCode,
      settlement: draft.settlement,
      startedAt: draft.startedAt,
      test: draft.test,
      triage: draft.triage,
      appointment: draft.appointment,
      serviceProblemId: draft.serviceProblemId,
    },
    promise: resolved.promise,
  });
  const bad = new Set<string>(parsed.success ? [] : parsed.error.issues.map((issue) => draftFieldOf(issue.path)));
  if (draft.serviceNumber !== null && trimmed(resolved.serviceNumber) === null && isGiven(draft.serviceNumber, 3)) bad.add('serviceNumber');
  if (draft.address !== null && trimmed(resolved.address) === null && isGiven(draft.address, 2)) bad.add('address');
  for (const field of badFaultTimes(draft, resolved.acceptedAt)) bad.add(field);
  if (!parsed.success || bad.size > 0) return fail('TICKET_FIELD_BAD', { count: bad.size }, [...bad]);
  return ok(parsed.data);
}

/** `fault.startedAt` in the intake is `startedAt` in the draft. */
function draftFieldOf(path: readonly PropertyKey[]): string {
  return String((path[0] === 'fault' ? path[1] : path[0]) ?? 'fault');
}
