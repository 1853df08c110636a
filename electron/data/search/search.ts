import type { SearchHit } from '#shared/contract/desk.ts';
import type { AgentProfile } from '#shared/domain/agent.ts';
import type { PopCard } from '#shared/domain/customer.ts';
import { maskName } from '#shared/domain/masking.ts';
import { matchQuery } from '#shared/domain/search-keys.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import { customersByMatch, customersByNumber } from '../store/cache/customers.ts';
import type { WritableDb } from '../store/db.ts';
import { countAccess, logAccess } from '../store/outbox/access-log.ts';
import { numberKeyOf } from '../views/number-key.ts';
import { maskService, searchHit, type ViewContext } from '../views/views.ts';

/** More searches than any work needs: someone is copying the city card by card. */
const MAX_SEARCHES = 200;
const WINDOW_MS = 10 * 60_000;

/**
 * Customers by name, number, account or address. Short digits would list half a city and find nothing;
 * every search is counted and written down with how much it found, never with what was typed.
 */
export function searchCustomers(
  deps: { readonly outbox: WritableDb; readonly views: ViewContext; readonly now: () => number },
  agent: AgentProfile,
  text: string,
  limit: number,
): Result<{ hits: SearchHit[]; capped: boolean }> {
  const now = deps.now();
  if (countAccess(deps.outbox, agent.no, 'search', now - WINDOW_MS) >= MAX_SEARCHES) return fail('HUB_RATE_LIMITED', { seconds: WINDOW_MS / 1_000 });
  const found = isSearchable(text) ? find(deps.views, text, agent.areaCode, limit + 1) : [];
  logAccess(deps.outbox, now, agent.no, 'search', JSON.stringify({ length: text.length, hits: Math.min(found.length, limit), capped: found.length > limit }));
  return ok({ hits: found.slice(0, limit), capped: found.length > limit });
}

function isSearchable(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const digits = text.match(/\d/g)?.length ?? 0;
  const letters = text.match(/[a-z]/gi)?.length ?? 0;
  return han >= 2 || digits >= 4 || letters >= 3 || (han >= 1 && digits >= 3);
}

function find(views: ViewContext, text: string, areaCode: string, limit: number): SearchHit[] {
  const key = /^[\d\s+().-]+$/.test(text) ? numberKeyOf(text, { trunkAreaCode: areaCode }) : null;
  const byNumber = key === null ? [] : customersByNumber(views.cache, key, limit).hits.map(({ card }) => card);
  const match = matchQuery(text);
  const byWords = byNumber.length >= limit || match === null ? [] : customersByMatch(views.cache, match, limit);
  const cards = new Map([...byNumber, ...byWords].map((card) => [card.id, card]));
  return [...cards.values()].slice(0, limit).map((card) => searchHit(card, matchedBy(card, text)));
}

/** What of the card the text matched, masked. */
function matchedBy(card: PopCard, text: string): string {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < 4) return maskName(card.name);
  const service = card.products.map((product) => product.serviceNumber).find((number) => number.includes(digits));
  const link = card.numbers.map((number) => number.value).find((number) => number.includes(digits.replace(/^0/, '')));
  const matched = service ?? link;
  return matched === undefined ? maskName(card.name) : maskService(matched);
}
