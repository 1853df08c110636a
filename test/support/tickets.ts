import type { TicketCommand, TicketContext } from '#shared/domain/apply.ts';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import type { Closing, FaultDetails, Ticket, TicketIntake, TicketState } from '#shared/domain/ticket.ts';

/** Fri 2026-11-20 09:41:07 in Fuzhou. */
export const designMoment = Date.UTC(2026, 10, 20, 1, 41, 7);

/** Small seeded generator (mulberry32): the same seed gives the same run on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A readable, valid UUID for a number. */
export function testUuid(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

export const sampleFault: FaultDetails = {
  serviceKind: 'broadband', serviceNumber: '059183128832', address: '福州市鼓楼区江滨路12号3座501', gridCode: 'GL-0417', oltCode: '江东-07',
  settlement: 'urban', startedAt: designMoment - 7_200_000, test: { kind: 'none', reason: 'hubOffline' }, triage: {}, appointment: null, serviceProblemId: null,
};

export const sampleIntake: TicketIntake = {
  ticketType: 'fault', provisionalNo: '8001-1120-02', customerId: 'cust-1', callerNumber: '13812346621', callerRelation: 'family',
  contactName: '王五', contactNumber: '13812346621', category: 'F40-02', severity: 'degraded', description: '客户反映光宽一小时掉线多次，PON 灯闪烁。',
  channel: 'hotline', acceptOrg: 'fz', serviceOrg: 'fz-gl', firstOwner: '8001', acceptedAt: designMoment, interactionId: 'call-1',
  fault: sampleFault,
  promise: { dueAt: designMoment + 8 * 3_600_000, legalDueAt: designMoment + 48 * 3_600_000, ruleId: 'fj-broadband-urban-before-16' },
};

export const fullClosing: Closing = {
  causeCode: 'fibre', responsibility: 'ours', measure: '重做光纤接头', restoredAt: designMoment + 3_600_000, callbackResult: 'confirmed', satisfaction: 'satisfied',
};

export function createCommand(change: Partial<TicketIntake> = {}, entity = 1): Extract<TicketCommand, { type: 'ticket.create' }> {
  return { id: testUuid(1000 + entity), author: '8001', at: designMoment, skewMs: 0, entityId: testUuid(entity), type: 'ticket.create', payload: { ...sampleIntake, ...change } };
}

export function transitionCommand(ticket: Ticket, to: TicketState, extra: { at?: number; reason?: string | null; closing?: Closing } = {}): Extract<TicketCommand, { type: 'ticket.transition' }> {
  return {
    id: testUuid(2000 + ticket.version), author: '6001', at: extra.at ?? ticket.updatedAt, skewMs: 0, entityId: ticket.id, type: 'ticket.transition',
    payload: { to, reason: extra.reason ?? null, ...(extra.closing === undefined ? {} : { closing: extra.closing }) },
  };
}

export function ticketContext(change: Partial<TicketContext> = {}): TicketContext {
  return {
    now: designMoment, ticketNo: null, policy: fujianPolicy, categories: defaultCodeBook, customer: { stars: 5, segment: 'public' }, recentSameCategory: 0, ...change,
  };
}
