import type { Match, Pop } from '#shared/contract/desk.ts';
import type { NumberLink, PopCard } from '#shared/domain/customer.ts';
import { maskNumber } from '#shared/domain/number-display.ts';
import { normalizeNumber } from '#shared/domain/number.ts';
import { countCustomers, customersByNumber, findCustomer } from '../store/cache/customers.ts';
import { lastInteractionOf } from '../store/cache/interactions.ts';
import { findProfile } from '../store/cache/profiles.ts';
import { lastCallOf, type LoggedCall } from '../store/outbox/call-log.ts';
import { linksOfNumber } from '../store/outbox/number-links.ts';
import { customerView, profileView, type ViewContext } from '../views/views.ts';

const MAX_MATCHES = 50;

/** A call as the desk may see it, from this machine alone: the pop never waits for the network. */
export interface LiveCall extends LoggedCall {
  /** The agent's choice among several, or a customer found by search. */
  readonly chosen: string | null;
  /** The agent said: none of them. */
  readonly unidentified: boolean;
}

interface Candidate {
  readonly card: PopCard;
  readonly kind: NumberLink['kind'];
  readonly relation: NumberLink['relation'];
}

/** Everything known about the call at this moment; `leaseNow` decides whether a profile may still be shown. */
export function buildPop(context: ViewContext, call: LiveCall, areaCode: string | null, leaseNow: number): Pop {
  const number = normalizeNumber(call.number ?? '', { trunkAreaCode: areaCode });
  const result = resultOf(context, call);
  const customerId = customerOf(call, result);
  const profile = customerId === null ? null : findProfile(context.cache, customerId, leaseNow);
  return {
    callId: call.id,
    direction: call.direction,
    maskedNumber: call.withheld || number.kind === 'anonymous' ? null : maskNumber(number),
    areaCode: number.kind === 'fixed' ? number.areaCode : null,
    result,
    chosen: call.chosen,
    profile: profile === null ? null : profileView(profile),
  };
}

/** The customer a call is about: the agent's choice, else the only match. */
export function customerOf(call: LiveCall, result: Pop['result']): string | null {
  if (call.unidentified) return null;
  return call.chosen ?? (result.kind === 'one' ? result.match.customer.id : null);
}

/** Without the view around it: for the call log, before anybody looks. */
export function onlyMatch(context: ViewContext, call: LiveCall): string | null {
  if (call.withheld || call.trunk || call.numberKey === null) return null;
  const { candidates, total } = candidatesFor(context, call.numberKey);
  return total === 1 ? (candidates[0]?.card.id ?? null) : null;
}

function resultOf(context: ViewContext, call: LiveCall): Pop['result'] {
  const why = (reason: Extract<Pop['result'], { kind: 'unknown' }>['why']): Pop['result'] => ({ kind: 'unknown', why: reason });
  const chosen = call.chosen === null ? null : findCustomer(context.cache, call.chosen);
  const { candidates, total } = call.withheld || call.trunk || call.numberKey === null ? { candidates: [], total: 0 } : candidatesFor(context, call.numberKey);
  // Found by search, not by the number: the card stands as the only one.
  if (chosen !== null && !candidates.some(({ card }) => card.id === chosen.id)) {
    return { kind: 'one', match: matchOf(context, call, { card: chosen, kind: 'contact', relation: 'contact' }) };
  }
  const [first] = candidates;
  if (first === undefined) {
    if (call.trunk) return why('switchboard');
    if (call.withheld || call.numberKey === null) return why('withheld');
    return why(countCustomers(context.cache) === 0 ? 'noData' : 'unregistered');
  }
  if (total === 1) return { kind: 'one', match: matchOf(context, call, first) };
  return { kind: 'several', matches: candidates.map((candidate) => matchOf(context, call, candidate)), total };
}

function candidatesFor(context: ViewContext, numberKey: string): { candidates: Candidate[]; total: number } {
  const found = customersByNumber(context.cache, numberKey, MAX_MATCHES);
  const candidates: Candidate[] = [...found.hits];
  let total = found.total;
  for (const link of linksOfNumber(context.outbox, numberKey)) {
    if (candidates.some(({ card }) => card.id === link.customerId)) continue;
    const card = findCustomer(context.cache, link.customerId);
    if (card === null) continue;
    total++;
    if (candidates.length < MAX_MATCHES) candidates.push({ card, kind: link.kind, relation: link.relation });
  }
  return { candidates, total };
}

function matchOf(context: ViewContext, call: LiveCall, candidate: Candidate): Match {
  const { card } = candidate;
  const key = call.numberKey;
  const times = key === null ? [] : [lastCallOf(context.outbox, card.id, key, call.id), lastInteractionOf(context.cache, card.id, key, call.id)].filter((at) => at !== null);
  return {
    customer: customerView(context, card, call.id),
    relation: candidate.relation,
    matchedBy: candidate.kind,
    lastCallAt: times.length === 0 ? null : Math.max(...times),
  };
}
