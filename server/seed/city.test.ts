import { expect, test } from 'vitest';
import { outageSchema, popCardSchema, profileSchema } from '#shared/domain/customer.ts';
import { normalizeNumber } from '#shared/domain/number.ts';
import { ticketSchema } from '#shared/domain/ticket.ts';
import { cityCustomers, KNOWN_CUSTOMER, OUTAGE_CUSTOMER, SHARED_CUSTOMER } from './customers.ts';
import { cityOutages } from './outages.ts';
import { outageOlt } from './places.ts';
import { cityTickets } from './tickets.ts';

const today = Date.UTC(2026, 10, 22);
const city = (seed: string, customers = 400) => [...cityCustomers({ customers, seed, today })];

test('one seed, one city; another seed, another', () => {
  expect(city('a')).toEqual(city('a'));
  expect(city('a')[0]?.card.name === city('b')[0]?.card.name && city('a')[0]?.card.id === city('b')[0]?.card.id).toBe(false);
  expect(city('a', 50)).toEqual(city('a', 400).slice(0, 50));
});

test('every card, profile, ticket and outage keeps the contract', () => {
  const customers = city('a');
  for (const { card, profile } of customers) {
    popCardSchema.parse(card);
    profileSchema.parse({ ...profile, customerId: card.id, leaseUntil: today });
  }
  const seeded = cityTickets('a', today, customers.slice(10, 60).map((customer) => customer.card));
  expect(seeded.tickets.length).toBeGreaterThan(20);
  for (const ticket of seeded.tickets) ticketSchema.parse(ticket);
  expect(new Set(seeded.tickets.map((ticket) => ticket.no)).size).toBe(seeded.tickets.length);
  expect(new Set(seeded.tickets.map((ticket) => ticket.state)).size).toBeGreaterThan(2);
  const outages = cityOutages('a', today, 7);
  for (const outage of outages) outageSchema.parse(outage);
  expect(outages.filter((outage) => outage.status === 'open').map((outage) => outage.oltCodes)).toEqual([[outageOlt.oltCode]]);
});

test('numbers are what they say: stored as E.164, understood by the shared rules', () => {
  for (const { card } of city('c')) {
    for (const number of card.numbers) {
      if (number.kind === 'account') continue;
      const understood = normalizeNumber(`+${number.value}`);
      expect(understood.e164, number.value).toBe(`+${number.value}`);
      if (number.kind === 'mobile') expect(understood).toMatchObject({ kind: 'mobile', originalNetwork: 'telecom' });
      if (number.kind === 'fixed') expect(understood).toMatchObject({ kind: 'fixed', areaCode: '0591' });
    }
  }
});

test('the demo’s callers are there: one alone, one shared by two households, one in the outage', () => {
  for (const seed of ['1', '2', '3', 'x']) {
    const cards = city(seed, 300).map((customer) => customer.card);
    const matches = (number: string | undefined): number => cards.filter((card) => card.numbers.some((link) => link.value === number)).length;
    const mobile = (index: number): string | undefined => cards[index]?.numbers.find((link) => link.kind === 'mobile')?.value;
    expect(matches(mobile(KNOWN_CUSTOMER))).toBe(1);
    expect(matches(cards[SHARED_CUSTOMER]?.numbers.find((link) => link.relation === 'contact')?.value)).toBe(2);
    expect(cards[OUTAGE_CUSTOMER]).toMatchObject({ oltCode: outageOlt.oltCode, gridCode: outageOlt.gridCode });
    expect(cards[KNOWN_CUSTOMER]?.oltCode).not.toBe(outageOlt.oltCode);
  }
});

test('it looks like a city: mostly public, few key accounts, some arrears, several OLTs, shared numbers', () => {
  const cards = city('1', 3_000).map((customer) => customer.card);
  const share = (test: (card: (typeof cards)[number]) => boolean): number => cards.filter(test).length / cards.length;
  expect(share((card) => card.segment === 'public')).toBeGreaterThan(0.85);
  expect(share((card) => card.segment === 'keyAccount')).toBeGreaterThan(0);
  expect(share((card) => card.arrearsFen > 0)).toBeGreaterThan(0.01);
  expect(share((card) => card.settlement === 'rural')).toBeGreaterThan(0.05);
  expect(new Set(cards.map((card) => card.oltCode)).size).toBeGreaterThan(50);
});
