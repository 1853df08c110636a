import { describe, expect, it } from 'vitest';
import { allowedTransitions, isFinalState, isTransitionAllowed, ticketStateName, ticketStateTable, tmfStateOf, tmfStates, type TmfTicketState } from './ticket-states.ts';
import { ticketStates, ticketTypes, type TicketState } from './ticket.ts';

/** Written out a second time on purpose: the table of the domain reference, row by row. */
const expected: Record<TicketState, { tmf: TmfTicketState; next: TicketState[] }> = {
  accepted: { tmf: 'acknowledged', next: ['prehandling', 'dispatched', 'rejected', 'withdrawn'] },
  prehandling: { tmf: 'inProgress', next: ['dispatched', 'replied', 'withdrawn'] },
  dispatched: { tmf: 'inProgress', next: ['taken', 'returned', 'withdrawn'] },
  returned: { tmf: 'inProgress', next: ['dispatched'] },
  taken: { tmf: 'inProgress', next: ['processing', 'returned', 'suspended', 'waitingCustomer'] },
  processing: { tmf: 'inProgress', next: ['replied', 'suspended', 'waitingCustomer', 'dispatched', 'withdrawn'] },
  suspended: { tmf: 'held', next: ['processing'] },
  waitingCustomer: { tmf: 'pending', next: ['processing', 'withdrawn'] },
  replied: { tmf: 'resolved', next: ['callback', 'processing'] },
  callback: { tmf: 'resolved', next: ['archived', 'processing'] },
  archived: { tmf: 'closed', next: [] },
  withdrawn: { tmf: 'cancelled', next: [] },
  rejected: { tmf: 'rejected', next: [] },
};

/** TMF621 v4 life cycle. */
const tmfNext: Record<TmfTicketState, TmfTicketState[]> = {
  acknowledged: ['inProgress', 'rejected', 'cancelled'],
  inProgress: ['pending', 'held', 'resolved', 'cancelled'],
  pending: ['inProgress', 'cancelled'],
  held: ['inProgress'],
  resolved: ['closed', 'inProgress'],
  rejected: [], cancelled: [], closed: [],
};

describe('ticket states', () => {
  const pairs = ticketTypes.flatMap((type) => ticketStates.map((from) => [type, from] as const));

  it.each(pairs)('%s in %s: every one of the 13 targets is allowed or refused as the table says', (type, from) => {
    expect(ticketStates.filter((to) => isTransitionAllowed(from, to, type)).toSorted()).toEqual(expected[from].next.toSorted());
    expect(allowedTransitions(from, type)).toEqual(expected[from].next);
  });

  it.each(ticketStates)('%s has its TMF621 state and both names', (state) => {
    expect(tmfStateOf(state)).toBe(expected[state].tmf);
    expect(tmfStates).toContain(tmfStateOf(state));
    for (const type of ticketTypes) {
      expect(ticketStateName(state, type).zh).not.toBe('');
      expect(ticketStateName(state, type).en).not.toBe('');
    }
  });

  it('never asks of TMF621 what its life cycle forbids', () => {
    for (const from of ticketStates) {
      for (const to of ticketStateTable[from].next) {
        const [a, b] = [tmfStateOf(from), tmfStateOf(to)];
        expect(a === b || tmfNext[a].includes(b), `${from} → ${to}`).toBe(true);
      }
    }
  });

  it('ends in three states and in no other', () => {
    expect(ticketStates.filter(isFinalState)).toEqual(['archived', 'withdrawn', 'rejected']);
    expect(allowedTransitions('archived', 'fault')).toEqual([]);
  });

  it('speaks of 核查 and 已答复 in a complaint', () => {
    expect(ticketStateName('processing', 'complaint').zh).toBe('核查');
    expect(ticketStateName('replied', 'complaint').zh).toBe('已答复');
    expect(ticketStateName('processing', 'fault').zh).toBe('处理中');
  });
});
