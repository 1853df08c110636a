import { join } from 'node:path';
import type { PopCard } from '#shared/domain/customer.ts';
import type { Database } from '../db/database.ts';
import { cityCustomers, KNOWN_CUSTOMER, OUTAGE_CUSTOMER, SHARED_CUSTOMER, type CityPlan, type SeededCustomer } from './customers.ts';
import { writePrivate } from './demo-accounts.ts';
import { clearCity, finishCity, loadCustomers } from './load.ts';
import { cityOutages } from './outages.ts';
import { outageOlt } from './places.ts';
import { seededRandom } from './random.ts';
import { cityTickets } from './tickets.ts';

export const demoCallersFile = 'demo-callers.json';

/** Callers a demo can count on; numbers as a trunk would send them. */
export interface DemoCallers {
  readonly known: { readonly number: string; readonly customerId: string; readonly name: string };
  readonly shared: { readonly number: string; readonly customerIds: readonly string[] };
  readonly unknown: { readonly number: string };
  readonly inOutage: { readonly number: string; readonly customerId: string; readonly name: string; readonly oltCode: string };
  /** More customers with exactly one match each, for many calls in a row. */
  readonly more: readonly { readonly number: string; readonly customerId: string }[];
}

const DAY_MS = 24 * 3_600_000;
const MORE_CALLERS = 200;
/** They are looked for in this many places all over the city: not everybody has a number of their own. */
const CALLER_PLACES = 300;
const OPEN_TICKETS_SHARE = 0.004;
const MOST_OPEN_TICKETS = 400;

/** Replaces the seeded city. The same customers, seed and day give the same city, row for row. */
export async function buildCity(
  db: Database,
  stateDir: string,
  options: { readonly customers: number; readonly seed: string; readonly now: number; readonly onLoaded: (count: number) => void },
): Promise<{ readonly tickets: number; readonly outages: number }> {
  const plan: CityPlan = { customers: options.customers, seed: options.seed, today: Math.floor(options.now / DAY_MS) * DAY_MS };
  await clearCity(db);
  const seen = new Observer(options.seed, options.customers);
  await loadCustomers(db, seen.watch(cityCustomers(plan)), options.onLoaded);
  const tickets = cityTickets(options.seed, options.now, seen.ticketCustomers);
  const outages = cityOutages(options.seed, options.now, seen.servicesInOutage);
  await finishCity(db, outages, tickets);
  await writePrivate(join(stateDir, demoCallersFile), seen.callers());
  return { tickets: tickets.tickets.length, outages: outages.length };
}

/** Looks at the customers as they pass by and remembers the few the rest of the city needs. */
class Observer {
  readonly ticketCustomers: PopCard[] = [];
  servicesInOutage = 0;
  readonly #first: PopCard[] = [];
  /** How many customers a number leads to. */
  readonly #links = new Map<string, number>();
  readonly #candidates: PopCard[] = [];
  readonly #random: ReturnType<typeof seededRandom>;
  readonly #ticketShare: number;
  readonly #wanted: number;
  readonly #callerEvery: number;

  constructor(seed: string, customers: number) {
    this.#random = seededRandom(`observer:${seed}`);
    this.#wanted = Math.min(MOST_OPEN_TICKETS, Math.max(6, Math.round(customers * OPEN_TICKETS_SHARE)));
    this.#ticketShare = Math.min(1, (this.#wanted * 2) / customers);
    this.#callerEvery = Math.max(1, Math.floor(customers / CALLER_PLACES));
  }

  *watch(customers: Iterable<SeededCustomer>): Generator<SeededCustomer> {
    let index = 0;
    for (const customer of customers) {
      this.#look(customer.card, index);
      index += 1;
      yield customer;
    }
  }

  #look(card: PopCard, index: number): void {
    for (const number of card.numbers) this.#links.set(number.value, (this.#links.get(number.value) ?? 0) + 1);
    if (card.oltCode === outageOlt.oltCode) this.servicesInOutage += card.products.filter((product) => product.kind !== 'mobile').length;
    const mayHaveTicket = index > SHARED_CUSTOMER && card.products.some((product) => product.kind === 'broadband');
    if (index <= SHARED_CUSTOMER) this.#first.push(card);
    else if (this.#candidates.length < MORE_CALLERS && index % this.#callerEvery === 0 && mobileOf(card) !== null) this.#candidates.push(card);
    if (mayHaveTicket && this.ticketCustomers.length < this.#wanted && this.#random.chance(this.#ticketShare)) this.ticketCustomers.push(card);
  }

  callers(): DemoCallers {
    const at = (index: number): PopCard => {
      const card = this.#first[index];
      if (card === undefined) throw new Error('The city is too small');
      return card;
    };
    const [known, outage, sharing] = [at(KNOWN_CUSTOMER), at(OUTAGE_CUSTOMER), at(SHARED_CUSTOMER)];
    const sharedNumber = sharing.numbers.find((number) => number.relation === 'contact')?.value ?? '';
    const sharers = this.#first.filter((card) => card.numbers.some((number) => number.value === sharedNumber));
    return {
      known: { number: mobileOf(known) ?? '', customerId: known.id, name: known.name },
      shared: { number: sharedNumber.slice(2), customerIds: sharers.map((card) => card.id) },
      unknown: { number: this.#unusedNumber() },
      inOutage: { number: mobileOf(outage) ?? '', customerId: outage.id, name: outage.name, oltCode: outageOlt.oltCode },
      more: this.#candidates
        .filter((card) => this.#links.get(`86${mobileOf(card) ?? ''}`) === 1)
        .map((card) => ({ number: mobileOf(card) ?? '', customerId: card.id })),
    };
  }

  #unusedNumber(): string {
    for (;;) {
      const number = `199${this.#random.digits(8)}`;
      if (!this.#links.has(`86${number}`)) return number;
    }
  }
}

function mobileOf(card: PopCard): string | null {
  const link = card.numbers.find((number) => number.kind === 'mobile' && number.relation === 'holder');
  return link === undefined ? null : link.value.slice(2);
}
