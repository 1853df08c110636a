import { describe, expect, it } from 'vitest';
import { createCommand, designMoment, fullClosing, sampleFault, sampleIntake, seededRandom, testUuid, ticketContext, transitionCommand } from '../../test/support/tickets.ts';
import { applyTicketCommand, type TicketCommand } from './apply.ts';
import { commandSchema } from './commands.ts';
import { allowedTransitions, isFinalState } from './ticket-states.ts';
import { severities, ticketSchema, ticketStates, ticketTypes, type Ticket, type TicketState } from './ticket.ts';

const minute = 60_000;
const hour = 60 * minute;

function created(): Ticket {
  const result = applyTicketCommand(null, createCommand(), ticketContext());
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

function go(ticket: Ticket, to: TicketState, at: number, extra: Parameters<typeof transitionCommand>[2] = {}): Ticket {
  const result = applyTicketCommand(ticket, transitionCommand(ticket, to, { at, reason: '测试', ...extra }), ticketContext({ now: at }));
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.fields?.join() ?? ''}`);
  return result.value;
}

const clock = (ticket: Ticket, id: Ticket['clocks'][number]['id']) => ticket.clocks.find((each) => each.id === id);

describe('ticket.create', () => {
  it('opens an accepted ticket with its clocks counted from the acceptance', () => {
    const result = applyTicketCommand(null, createCommand(), ticketContext({ now: designMoment + 3 * hour, ticketNo: 'FZ261120-0001' }));
    expect(result.ok && ticketSchema.safeParse(result.value).success).toBe(true);
    const ticket = result.ok ? result.value : created();
    expect(ticket).toMatchObject({ id: testUuid(1), version: 1, no: 'FZ261120-0001', provisionalNo: '8001-1120-02', state: 'accepted', priority: 'P3', firstOwner: '8001' });
    expect(ticket.statusChanges).toEqual([{ state: 'accepted', at: designMoment, by: '8001', reason: null }]);
    expect(ticket.clocks.map((each) => [each.id, each.dueAt - each.startedAt, each.startedAt])).toEqual([
      ['dispatch', 30 * minute, designMoment],
      ['firstContact', 2 * hour, designMoment],
      ['repairLegal', 48 * hour, designMoment],
      ['repairPromise', 8 * hour, designMoment],
    ]);
  });

  it('has no official number on a desk', () => {
    expect(created().no).toBeNull();
  });

  it('raises the priority and keeps the reasons', () => {
    const result = applyTicketCommand(null, createCommand(), ticketContext({ recentSameCategory: 1 }));
    expect(result.ok && [result.value.priority, result.value.priorityReasons]).toEqual(['P2', ['repeat']]);
  });

  it('does not let a fast desk clock postpone the start', () => {
    const result = applyTicketCommand(null, createCommand({ acceptedAt: designMoment + 5 * minute }), ticketContext());
    expect(result.ok && result.value.acceptedAt).toBe(designMoment);
  });

  it.each([
    ['an unknown category', { category: 'F40-99' }, 'CATEGORY_UNKNOWN', ['category']],
    ['a group instead of a leaf', { category: 'F40' }, 'CATEGORY_UNKNOWN', ['category']],
    ['a category of another list', { category: 'C2-01' }, 'CATEGORY_UNKNOWN', ['category']],
    ['a fault without fault details', { fault: null }, 'TICKET_FIELDS_MISSING', ['fault']],
    ['a customer’s fault without number', { fault: { ...sampleFault, serviceNumber: null } }, 'TICKET_FIELDS_MISSING', ['fault.serviceNumber']],
    ['an unidentified fault without number and address', { customerId: null, fault: { ...sampleFault, serviceNumber: null, address: null } }, 'TICKET_FIELDS_MISSING', ['fault.serviceNumber', 'fault.address']],
    ['a description of blanks', { description: '断网          ' }, 'TICKET_FIELD_BAD', ['description']],
    ['a fault that begins after the call', { fault: { ...sampleFault, startedAt: designMoment + 1 } }, 'TICKET_FIELD_BAD', ['fault.startedAt']],
    ['an appointment that ends before it begins', { fault: { ...sampleFault, appointment: { from: designMoment + hour, to: designMoment } } }, 'TICKET_FIELD_BAD', ['fault.appointment']],
    ['a promise in the past', { promise: { dueAt: designMoment - 1, legalDueAt: designMoment + 1, ruleId: 'x' } }, 'TICKET_FIELD_BAD', ['promise']],
    ['an inquiry with fault details', { ticketType: 'inquiry', category: 'Q1' }, 'TICKET_FIELD_BAD', ['fault']],
  ] as const)('refuses %s', (_, change, code, fields) => {
    const result = applyTicketCommand(null, createCommand(change), ticketContext());
    expect(result.ok ? null : [result.problem.code, result.problem.fields]).toEqual([code, fields]);
  });

  it('takes an unidentified fault with an address alone', () => {
    const result = applyTicketCommand(null, createCommand({ customerId: null, promise: null, fault: { ...sampleFault, serviceNumber: null } }), ticketContext({ customer: null }));
    expect(result.ok && result.value.clocks.map((each) => each.id)).toEqual(['dispatch', 'firstContact', 'repairLegal']);
  });

  it('refuses a ticket that exists', () => {
    const result = applyTicketCommand(created(), createCommand(), ticketContext());
    expect(result.ok ? null : result.problem.code).toBe('TICKET_EXISTS');
  });
});

describe('ticket.addNote', () => {
  const note = (ticket: Ticket, noteId = testUuid(50)): TicketCommand => ({
    id: testUuid(60), author: '8002', at: designMoment + minute, skewMs: 0, entityId: ticket.id, type: 'ticket.addNote', payload: { noteId, text: '客户来电催修' },
  });

  it('appends the note with author and hub time', () => {
    const result = applyTicketCommand(created(), note(created()), ticketContext({ now: designMoment + hour }));
    expect(result.ok && [result.value.version, result.value.notes]).toEqual([2, [{ id: testUuid(50), author: '8002', at: designMoment + minute, text: '客户来电催修' }]]);
  });

  it('refuses the same note twice, a missing ticket, another ticket and a closed one', () => {
    const once = applyTicketCommand(created(), note(created()), ticketContext());
    const code = (ticket: Ticket | null, command: TicketCommand) => {
      const result = applyTicketCommand(ticket, command, ticketContext());
      return result.ok ? null : result.problem.code;
    };
    expect(code(once.ok ? once.value : null, note(created()))).toBe('TICKET_FIELD_BAD');
    expect(code(null, note(created()))).toBe('TICKET_NOT_FOUND');
    expect(code({ ...created(), id: testUuid(9) }, note(created()))).toBe('TICKET_NOT_FOUND');
    expect(code(go(created(), 'rejected', designMoment + minute), note(created()))).toBe('TICKET_CLOSED');
  });
});

describe('ticket.transition', () => {
  const t = (minutes: number): number => designMoment + minutes * minute;

  it('runs a fault through the closed loop, clocks with it', () => {
    let ticket = go(created(), 'dispatched', t(20));
    expect(clock(ticket, 'dispatch')?.stoppedAt).toBe(t(20));
    expect(clock(ticket, 'take')).toMatchObject({ startedAt: t(20), dueAt: t(50) });
    ticket = go(ticket, 'taken', t(40));
    ticket = go(ticket, 'processing', t(60));
    expect(clock(ticket, 'firstContact')?.stoppedAt).toBe(t(60));
    ticket = go(ticket, 'replied', t(120));
    expect(clock(ticket, 'repairPromise')?.stoppedAt).toBe(t(120));
    expect(clock(ticket, 'callback')).toMatchObject({ startedAt: t(120), dueAt: t(120 + 24 * 60) });
    ticket = go(ticket, 'callback', t(130));
    ticket = go(ticket, 'archived', t(140), { closing: fullClosing });
    expect(ticket.version).toBe(7);
    expect(ticket.closing).toEqual(fullClosing);
    expect(ticket.clocks.every((each) => each.stoppedAt !== null)).toBe(true);
    expect(ticket.statusChanges.map((change) => change.state)).toEqual(['accepted', 'dispatched', 'taken', 'processing', 'replied', 'callback', 'archived']);
  });

  it('does not archive without the call-back result', () => {
    const ready = go(go(go(created(), 'prehandling', t(1)), 'replied', t(2), { closing: { causeCode: 'x', responsibility: 'ours', measure: '重启' } }), 'callback', t(3));
    const result = applyTicketCommand(ready, transitionCommand(ready, 'archived', { at: t(4) }), ticketContext({ now: t(4) }));
    expect(result.ok ? null : result.problem.fields).toEqual(['closing.restoredAt', 'closing.callbackResult', 'closing.satisfaction']);
  });

  it('pauses the promise, never the legal clock, and moves the promise by the pause', () => {
    const taken = go(go(created(), 'dispatched', t(10)), 'taken', t(20));
    const held = go(taken, 'suspended', t(30), { reason: '客户改约' });
    expect(clock(held, 'repairPromise')?.pausedAt).toBe(t(30));
    expect(clock(held, 'repairLegal')?.pausedAt).toBeUndefined();
    const resumed = go(held, 'processing', t(90));
    expect(clock(resumed, 'repairPromise')).toMatchObject({ pausedAt: null, pausedMs: hour, dueAt: designMoment + 9 * hour });
    expect(clock(resumed, 'repairLegal')?.dueAt).toBe(designMoment + 48 * hour);
  });

  it('lets the repair clocks run on when the repair was not accepted', () => {
    const replied = go(go(created(), 'prehandling', t(1)), 'replied', t(30));
    const again = go(replied, 'processing', t(60));
    expect(clock(again, 'repairLegal')).toMatchObject({ startedAt: designMoment, stoppedAt: null });
    expect(clock(again, 'callback')?.stoppedAt).toBe(t(60));
  });

  it('keeps one clock of an id when a ticket is sent back and dispatched again', () => {
    const again = go(go(go(created(), 'dispatched', t(10)), 'returned', t(20)), 'dispatched', t(25));
    expect(again.clocks.map((each) => each.id).toSorted()).toEqual(['dispatch', 'firstContact', 'repairLegal', 'repairPromise', 'take']);
    expect(clock(again, 'take')?.startedAt).toBe(t(25));
  });

  it('refuses with both names, and with the missing reason', () => {
    const refused = applyTicketCommand(created(), transitionCommand(created(), 'archived'), ticketContext());
    expect(refused.ok ? null : refused.problem).toEqual({
      code: 'TICKET_TRANSITION_REFUSED', params: { from: '已受理', to: '已归档', from_en: 'Accepted', to_en: 'Archived' },
    });
    const silent = applyTicketCommand(created(), transitionCommand(created(), 'withdrawn', { reason: '  ' }), ticketContext());
    expect(silent.ok ? null : [silent.problem.code, silent.problem.fields]).toEqual(['TICKET_FIELDS_MISSING', ['reason']]);
  });

  it('uses the desk’s time corrected by the skew, never the future, never before the last change', () => {
    const at = (command: Partial<TicketCommand>): number | undefined => {
      const result = applyTicketCommand(created(), { ...transitionCommand(created(), 'prehandling'), ...command } as TicketCommand, ticketContext({ now: t(60) }));
      return result.ok ? result.value.statusChanges.at(-1)?.at : undefined;
    };
    expect(at({ at: t(40), skewMs: -10 * minute })).toBe(t(30));
    expect(at({ at: t(400) })).toBe(t(60));
    expect(at({ at: t(-400) })).toBe(designMoment);
  });
});

describe('any sequence of valid commands (seeded)', () => {
  const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

  function randomCommand(random: () => number, ticket: Ticket | null, n: number): TicketCommand {
    const at = designMoment + Math.floor((random() - 0.2) * 48 * hour);
    const base = { id: testUuid(5000 + n), author: pick(random, ['8001', '8002', '6001']), at, skewMs: Math.floor((random() - 0.5) * hour), entityId: random() < 0.95 ? testUuid(1) : testUuid(2) };
    const kind = ticket === null ? (random() < 0.9 ? 0 : 1) : pick(random, [0, 1, 2, 2, 2, 2]);
    if (kind === 0) {
      const ticketType = random() < 0.7 ? 'fault' : pick(random, ticketTypes);
      return {
        ...base, type: 'ticket.create',
        payload: {
          ...sampleIntake, ticketType, severity: pick(random, severities), firstOwner: pick(random, ['8001', '8002']),
          category: pick(random, ['F40-02', 'F40-01-1', 'F10-01', 'C1', 'Q1', 'O1', 'F40', 'ZZ']),
          acceptedAt: at, fault: random() < 0.6 ? { ...sampleFault, startedAt: at - Math.floor(random() * hour) } : null,
          promise: random() < 0.5 ? { dueAt: at + 8 * hour, legalDueAt: at + 48 * hour, ruleId: 'r' } : null,
        },
      };
    }
    if (kind === 1) return { ...base, type: 'ticket.addNote', payload: { noteId: testUuid(7000 + Math.floor(random() * 20)), text: '备注' } };
    const allowed = ticket === null ? [] : allowedTransitions(ticket.state, ticket.ticketType);
    const to = allowed.length > 0 && random() < 0.7 ? pick(random, allowed) : pick(random, ticketStates);
    return { ...base, type: 'ticket.transition', payload: { to, reason: random() < 0.8 ? '原因' : null, ...(random() < 0.5 ? { closing: fullClosing } : {}) } };
  }

  it.each(Array.from({ length: 24 }, (_, seed) => seed + 1))('seed %i: deterministic, never throws, one version a step, firstOwner kept, history in order', (seed) => {
    const random = seededRandom(seed);
    let ticket: Ticket | null = null;
    let applied = 0;
    for (let n = 0; n < 120; n += 1) {
      const command: TicketCommand = randomCommand(random, ticket, n);
      expect(commandSchema.safeParse(command).success).toBe(true);
      const context = ticketContext({
        now: designMoment + n * 20 * minute, ticketNo: random() < 0.5 ? `FZ261120-${n}` : null, recentSameCategory: Math.floor(random() * 3),
        customer: random() < 0.3 ? null : { stars: 1 + Math.floor(random() * 7), segment: pick(random, ['public', 'business', 'keyAccount'] as const) },
      });
      const before = JSON.stringify(ticket);
      const result = applyTicketCommand(ticket, command, context);
      expect(applyTicketCommand(ticket, structuredClone(command), context)).toEqual(result);
      expect(JSON.stringify(ticket)).toBe(before);
      if (!result.ok) continue;
      applied += 1;
      const next: Ticket = result.value;
      expect(ticketSchema.safeParse(next).error).toBeUndefined();
      expect(next.version).toBe((ticket?.version ?? 0) + 1);
      if (ticket !== null) {
        expect(next.firstOwner).toBe(ticket.firstOwner);
        expect(next.acceptedAt).toBe(ticket.acceptedAt);
        if (ticket.no !== null) expect(next.no).toBe(ticket.no);
        expect(next.statusChanges.slice(0, ticket.statusChanges.length)).toEqual(ticket.statusChanges);
      }
      expect(next.statusChanges.at(-1)?.state).toBe(next.state);
      const times = next.statusChanges.map((change) => change.at);
      expect(times.toSorted((a, b) => a - b)).toEqual(times);
      expect(new Set(next.clocks.map((each) => each.id)).size).toBe(next.clocks.length);
      if (isFinalState(next.state)) expect(next.clocks.every((each) => each.stoppedAt !== null)).toBe(true);
      for (const legal of next.clocks.filter((each) => each.legal)) expect(legal.pausedAt ?? null).toBeNull();
      ticket = isFinalState(next.state) ? null : next;
    }
    expect(applied).toBeGreaterThan(0);
  });
});
