import type { CustomerView } from '#shared/contract/desk.ts';
import type { Outage } from '#shared/domain/customer.ts';

/** What the badges of a head say, in their fixed order. A badge without a number or place does not exist. */
export type BadgeFact =
  | { readonly kind: 'outage'; readonly place: string; readonly affected: number; readonly outages: number }
  | { readonly kind: 'arrears'; readonly fen: number }
  | { readonly kind: 'repeat'; readonly calls: number };

/** Calls of the last 7 days from which a caller counts as a repeat caller. */
const REPEAT_FROM = 1;

/** Outages that still last; a resolved one explains nothing any more. */
export function openOutages(customer: Pick<CustomerView, 'outages'>): readonly Outage[] {
  return customer.outages.filter((outage) => outage.status !== 'resolved');
}

export function badgeFacts(customer: CustomerView): readonly BadgeFact[] {
  const facts: BadgeFact[] = [];
  const outages = openOutages(customer);
  const first = outages[0];
  if (first !== undefined) {
    facts.push({
      kind: 'outage',
      place: customer.oltCode ?? customer.gridCode,
      affected: outages.reduce((sum, outage) => sum + outage.affectedServices, 0),
      outages: outages.length,
    });
  }
  if (customer.arrearsFen > 0) facts.push({ kind: 'arrears', fen: customer.arrearsFen });
  if (customer.recentCalls >= REPEAT_FROM) facts.push({ kind: 'repeat', calls: customer.recentCalls });
  return facts;
}

/** Whole years with us at a time. */
export function yearsSince(since: number, now: number): number {
  const [from, to] = [new Date(since), new Date(now)];
  const years = to.getFullYear() - from.getFullYear();
  const before = to.getMonth() < from.getMonth() || (to.getMonth() === from.getMonth() && to.getDate() < from.getDate());
  return Math.max(0, before ? years - 1 : years);
}
