import { describe, expect, it } from 'vitest';
import { createCommand, designMoment, ticketContext } from '../../test/support/tickets.ts';
import { applyTicketCommand } from './apply.ts';
import { draftToIntake, emptyFaultDraft, faultDraftSchema, intakeSteps, missingFields, stepOfField, type FaultDraft, type ResolvedDraft } from './intake-form.ts';

const full: FaultDraft = {
  contactName: { from: 'typed', value: '王五' },
  contactNumber: { from: 'record', ref: 'caller', masked: '138****6621' },
  callerRelation: 'family', serviceKind: 'broadband',
  serviceNumber: { from: 'record', ref: 'product:p1', masked: '0591****8832' },
  address: { from: 'record', ref: 'customer:address', masked: '鼓楼区江*路' },
  gridCode: 'GL-0417', oltCode: '江东-07', settlement: 'urban', category: 'F40-02', severity: 'degraded', startedAt: designMoment - 1000,
  triage: { onuLamps: 'ponBlinking' }, test: { kind: 'none', reason: 'hubOffline' }, appointment: null, serviceProblemId: null,
  description: '  客户反映光宽一小时掉线多次。 ', readBack: [],
};
const resolved: ResolvedDraft = {
  contactName: '王五', contactNumber: '13812346621', callerNumber: '13812346621', serviceNumber: '059183128832', address: '鼓楼区江滨路12号',
  customerId: 'cust-1', provisionalNo: '8001-1120-02', acceptOrg: 'fz', serviceOrg: 'fz-gl', firstOwner: '8001', acceptedAt: designMoment,
  interactionId: null, promise: null,
};
const fieldsOf = (draft: FaultDraft, type: Parameters<typeof missingFields>[1] = 'fault', identified = true): string[] =>
  missingFields(draft, type, identified).map((item) => item.field);

describe('missingFields', () => {
  it('asks everything of an empty fault draft, each with its step', () => {
    expect(fieldsOf(emptyFaultDraft)).toEqual([
      'contactName', 'contactNumber', 'callerRelation', 'serviceNumber', 'address', 'settlement', 'category', 'serviceKind', 'severity', 'startedAt', 'test', 'description',
    ]);
    for (const item of missingFields(emptyFaultDraft, 'fault', true)) {
      expect(item.step).toBe(stepOfField[item.field]);
      expect(intakeSteps).toContain(item.step);
    }
  });

  it('asks nothing of a complete one', () => {
    expect(fieldsOf(full)).toEqual([]);
    expect(faultDraftSchema.parse(full)).toEqual(full);
  });

  it.each(['contactName', 'contactNumber', 'callerRelation', 'serviceNumber', 'address', 'settlement', 'category', 'serviceKind', 'severity', 'startedAt', 'test', 'gridCode'] as const)(
    'asks for %s alone when only that is open', (field) => {
      expect(fieldsOf({ ...full, [field]: null })).toEqual([field]);
    },
  );

  it('counts blanks and short words as nothing', () => {
    expect(fieldsOf({ ...full, description: '断网          ', contactName: { from: 'typed', value: '  ' }, contactNumber: { from: 'typed', value: '12' } })).toEqual([
      'contactName', 'contactNumber', 'description',
    ]);
  });

  it('takes number or address from someone unidentified, but one of them', () => {
    expect(fieldsOf({ ...full, serviceNumber: null }, 'fault', false)).toEqual([]);
    expect(fieldsOf({ ...full, address: null }, 'fault', false)).toEqual([]);
    expect(fieldsOf({ ...full, serviceNumber: null, address: null }, 'fault', false)).toEqual(['serviceNumberOrAddress']);
  });

  it('leaves the grid of a typed address to the hub', () => {
    expect(fieldsOf({ ...full, gridCode: null, address: { from: 'typed', value: '江滨路12号' } })).toEqual([]);
  });

  it('asks only the common fields of the other types', () => {
    expect(fieldsOf(emptyFaultDraft, 'inquiry')).toEqual(['contactName', 'contactNumber', 'callerRelation', 'category', 'severity', 'description']);
  });
});

describe('draftToIntake', () => {
  it('gives an intake the ticket rules accept', () => {
    const intake = draftToIntake(full, resolved);
    expect(intake.ok && intake.value).toMatchObject({ contactNumber: '13812346621', description: '客户反映光宽一小时掉线多次。', fault: { serviceNumber: '059183128832', gridCode: 'GL-0417' } });
    const ticket = intake.ok ? applyTicketCommand(null, createCommand(intake.value), ticketContext()) : intake;
    expect(ticket.ok).toBe(true);
  });

  it('takes an unidentified caller with an address alone, all the way to a ticket', () => {
    const draft: FaultDraft = { ...full, serviceNumber: null, gridCode: null, address: { from: 'typed', value: '鼓楼区江滨路12号' } };
    const intake = draftToIntake(draft, { ...resolved, customerId: null, serviceNumber: null });
    const ticket = intake.ok ? applyTicketCommand(null, createCommand(intake.value), ticketContext({ customer: null })) : intake;
    expect(ticket.ok && ticket.value.fault?.serviceNumber).toBeNull();
  });

  it('says what is missing', () => {
    const result = draftToIntake({ ...full, category: null, test: null }, resolved);
    expect(result.ok ? null : result.problem).toEqual({ code: 'TICKET_FIELDS_MISSING', params: { count: 2 }, fields: ['category', 'test'] });
  });

  it.each([
    ['a reference that no longer resolves', full, { serviceNumber: null }, ['serviceNumber']],
    ['a contact that no longer resolves', full, { contactNumber: null }, ['contactNumber']],
    ['a fault that begins after the call', { ...full, startedAt: designMoment + 1 }, {}, ['startedAt']],
    ['an appointment in the past', { ...full, appointment: { from: designMoment - 10, to: designMoment + 10 } }, {}, ['appointment']],
    ['a number beyond the schema', { ...full, contactNumber: { from: 'typed', value: '1'.repeat(60) } as const }, { contactNumber: '1'.repeat(60) }, ['contactNumber']],
  ])('refuses %s by draft field', (_, draft, change, fields) => {
    const result = draftToIntake(draft, { ...resolved, ...change });
    expect(result.ok ? null : result.problem).toEqual({ code: 'TICKET_FIELD_BAD', params: { count: fields.length }, fields });
  });
});
