import { describe, expect, it } from 'vitest';
import { createCommand, sampleFault, ticketContext } from '../../test/support/tickets.ts';
import { applyTicketCommand } from './apply.ts';
import type { Outage } from './customer.ts';
import { openTicketsOnService, outagesFor } from './overlap.ts';
import type { Ticket, TicketIntake } from './ticket.ts';

const outage = (id: string, change: Partial<Outage> = {}): Outage => ({
  id, title: '江东-07 光路劣化', cause: '', oltCodes: [], gridCodes: [], serviceKinds: [], since: 0, expectedEnd: null, affectedServices: 64, status: 'open', ...change,
});
const ids = (matches: ReturnType<typeof outagesFor>): string[] => matches.map((match) => `${match.outage.id}:${match.by}`);

describe('outagesFor', () => {
  const place = { oltCode: '江东-07', gridCode: 'GL-0417', serviceKind: 'broadband' } as const;
  it('matches by OLT before grid, the newest first', () => {
    expect(ids(outagesFor(place, [
      outage('grid', { gridCodes: ['GL-0417'] }), outage('old', { oltCodes: ['江东-07'], since: 1 }), outage('new', { oltCodes: ['江东-07'], gridCodes: ['GL-0417'], since: 2 }),
    ]))).toEqual(['new:olt', 'old:olt', 'grid:grid']);
  });

  it('leaves out other places, other services and what is over', () => {
    expect(outagesFor(place, [
      outage('a', { oltCodes: ['江东-08'] }), outage('b', { oltCodes: ['江东-07'], serviceKinds: ['mobile'] }), outage('c', { oltCodes: ['江东-07'], status: 'resolved' }),
    ])).toEqual([]);
    expect(ids(outagesFor(place, [outage('b', { oltCodes: ['江东-07'], serviceKinds: ['iptv', 'broadband'], status: 'repairing' })]))).toEqual(['b:olt']);
  });

  it('matches any service of a customer, and nothing of an unknown place', () => {
    expect(outagesFor({ ...place, serviceKind: null }, [outage('b', { oltCodes: ['江东-07'], serviceKinds: ['mobile'] })])).toHaveLength(1);
    expect(outagesFor({ oltCode: null, gridCode: null, serviceKind: null }, [outage('a', { oltCodes: [''], gridCodes: [''] })])).toEqual([]);
  });
});

describe('openTicketsOnService', () => {
  const ticket = (n: number, change: Partial<Ticket> = {}, intake: Partial<TicketIntake> = {}): Ticket => {
    const result = applyTicketCommand(null, createCommand(intake, n), ticketContext());
    if (!result.ok) throw new Error(result.problem.code);
    return { ...result.value, ...change };
  };
  it('gives open faults on the same service, however the number is written', () => {
    const tickets = [
      ticket(1, { acceptedAt: 1 }), ticket(2, { acceptedAt: 2 }, { fault: { ...sampleFault, serviceNumber: '0591-8312 8832' } }), ticket(3, { state: 'archived' }),
      ticket(4, {}, { fault: { ...sampleFault, serviceNumber: '059183120000' } }), ticket(5, {}, { customerId: null, fault: { ...sampleFault, serviceNumber: null } }),
    ];
    expect(openTicketsOnService('059183128832', tickets).map((each) => each.acceptedAt)).toEqual([2, 1]);
    expect(openTicketsOnService(' ', tickets)).toEqual([]);
  });
});
