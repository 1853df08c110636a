import type { Pop } from '#shared/contract/desk.ts';
import type { CallView } from '#shared/contract/phone.ts';

/** Masked name of whoever calls, when one customer matched or was chosen; null else. */
export function nameOf(pop: Pop | undefined): string | null {
  if (pop === undefined) return null;
  const match = customerOf(pop);
  return match?.customer.maskedName ?? null;
}

/** The customer of a call: the only match, or the chosen one of several. */
export function customerOf(pop: Pop) {
  if (pop.result.kind === 'one') return pop.result.match;
  if (pop.result.kind === 'several') return pop.result.matches.find((match) => match.customer.id === pop.chosen) ?? null;
  return null;
}

/** Masked number for display; null when withheld. */
export function numberOf(call: CallView): string | null {
  return call.remote.withheld || call.remote.masked === '' ? null : call.remote.masked;
}
