import type { EntityKind } from '#shared/contract/hub.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import { beginBulkLoad, buildNumberIndexes, indexForSearch } from '../store/cache/customers.ts';
import { findScope, saveScope, type Loading, type StoredScope } from '../store/cache/scopes.ts';
import { applyRows, nothingChanged, type Changed } from './apply-rows.ts';
import { loadOrder, type SyncContext } from './context.ts';
import type { HubOut } from './hub-client.ts';

/** Small enough that a call ringing in between is not kept waiting. */
const SEARCH_CHUNK = 250;
/** A page of thousands of rows over a slow line. */
const PAGE_TIMEOUT_MS = 60_000;

/**
 * First load of a scope (S-50, S-52): cursor first, then pages by key with one fetched ahead, indexes and
 * search at the end. Rows and the place reached are saved in one transaction, so a broken load resumes.
 */
export async function loadScope(context: SyncContext, scope: string, isOnline: () => boolean): Promise<Result<Changed>> {
  const begun = findScope(context.cache, scope) ?? (await open(context, scope));
  if ('problem' in begun) return begun;
  const changed = nothingChanged();
  let at = begun;
  while (at.loading !== null && !at.loading.rowsDone) {
    const next = await loadKind(context, at, at.loading, changed, isOnline);
    if (!next.ok) return next;
    at = next.value;
  }
  await finish(context, at);
  return ok(changed);
}

async function open(context: SyncContext, scope: string): Promise<StoredScope | Extract<Result<never>, { ok: false }>> {
  const opened = await context.client.call('snapshot.open', { scope });
  if (!opened.ok) return opened;
  const [first, ...rest] = loadOrder;
  if (first === undefined) throw new Error('nothing to load');
  const total = loadOrder.reduce((sum, kind) => sum + (opened.value.counts[kind] ?? 0), 0);
  const stored: StoredScope = {
    scope, cursor: opened.value.cursor, dataAsOf: null,
    loading: { entity: first, after: null, done: 0, total, rest, rowsDone: false },
  };
  context.cache.write(() => {
    beginBulkLoad(context.cache);
    saveScope(context.cache, stored);
  });
  context.events.progress({ done: 0, total });
  return stored;
}

type Page = Result<HubOut<'snapshot.page'>>;

function fetchPage(context: SyncContext, scope: string, entity: EntityKind, after: string | null): Promise<Page> {
  return context.client.call('snapshot.page', { scope, entity, after, limit: context.pageSize }, PAGE_TIMEOUT_MS);
}

/** All pages of one kind of entity. */
async function loadKind(context: SyncContext, stored: StoredScope, loading: Loading, changed: Changed, isOnline: () => boolean): Promise<Result<StoredScope>> {
  let at = stored;
  let place = loading;
  let ahead = fetchPage(context, stored.scope, place.entity, place.after);
  for (;;) {
    const page = await ahead;
    if (!page.ok) return page;
    if (!isOnline()) return fail('HUB_UNREACHABLE');
    const { rows, next } = page.value;
    if (next !== null) ahead = fetchPage(context, stored.scope, place.entity, next);
    place = next === null ? nextKind(place, rows.length) : { ...place, after: next, done: place.done + rows.length };
    at = { ...at, loading: place };
    context.cache.write(() => {
      applyRows(context.cache, at.scope, rows, changed, true);
      saveScope(context.cache, at);
    });
    context.events.progress({ done: Math.min(place.done, place.total), total: place.total });
    await context.yieldTurn();
    if (next === null) return ok(at);
  }
}

function nextKind(place: Loading, rows: number): Loading {
  const done = place.done + rows;
  const [entity, ...rest] = place.rest;
  return entity === undefined ? { ...place, done, after: null, rowsDone: true } : { ...place, entity, rest, done, after: null };
}

async function finish(context: SyncContext, at: StoredScope): Promise<void> {
  if (at.loading === null) return;
  buildNumberIndexes(context.cache);
  await context.yieldTurn();
  for (let rid: number | null = 0; rid !== null; ) {
    rid = indexForSearch(context.cache, rid, SEARCH_CHUNK);
    await context.yieldTurn();
  }
  saveScope(context.cache, { ...at, loading: null, dataAsOf: context.hubClock.now() });
  context.events.progress(null);
  context.log('info', 'sync.loaded', { rows: at.loading.done });
}
