import { hubEvents } from '#shared/contract/hub.ts';
import type { Command } from '#shared/domain/commands.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { findScope, listScopes, purgeEverything, purgeScope, saveScope } from '../store/cache/scopes.ts';
import { reopenApplied } from '../store/outbox/commands.ts';
import { classifyStoreFault } from '../store/store-error.ts';
import { applyRows, nothingChanged, type Changed } from './apply-rows.ts';
import { backOffMs } from './back-off.ts';
import type { SyncContext } from './context.ts';
import { deriveTicket, type DeriveContext } from './derive.ts';
import { loadScope } from './first-load.ts';
import { isWorthRetrying } from './hub-client.ts';
import { createPusher } from './pusher.ts';

export interface SyncEngine {
  /** The hub is there (again): scopes, outbox and feeds are looked at anew. */
  online(): void;
  offline(): void;
  /** An event of the hub, not yet parsed. */
  hubEvent(name: string, payload: unknown): void;
  /** The outbox got a command. */
  submitted(command: Command): void;
  /** Resolves when nothing is under way; for an orderly stop. */
  idle(): Promise<void>;
}

/** A feed is pulled at least this often, hint or not (S-81). */
const POLL_MS = 25_000;
const BACK_OFF = { firstMs: 1_000, maxMs: 30_000 } as const;

/** Brings the hub's data here and this desk's commands there. The outbox is never touched by what the hub sends except by outcomes. */
export function createEngine(context: SyncContext, derive: DeriveContext, onDamaged: (error: unknown) => void): SyncEngine {
  const { cache, outbox, client, events, timers } = context;
  let isOnline = false;
  /** Scopes the hub grants this session; null before it was asked. */
  let granted: ReadonlySet<string> | null = null;
  const wanted = new Set<string>();
  let working: Promise<void> | null = null;
  let attempts = 0;
  let timer: unknown = null;

  const rederive = (ids: Iterable<string>): void => {
    const list = [...ids];
    if (list.length === 0) return;
    cache.write(() => list.forEach((id) => deriveTicket(derive, id)));
    events.tickets(list);
  };
  const pusher = createPusher(context, () => isOnline, rederive);

  /** One worker; what comes meanwhile is done by it afterwards. */
  function kick(): void {
    if (!isOnline || working !== null) return;
    timers.clear(timer);
    working = work()
      .catch((error: unknown) => failedHard(error))
      .finally(() => {
        working = null;
        if (isOnline && (wanted.size > 0 || granted === null) && attempts === 0) kick();
        else schedule();
      });
  }

  function schedule(): void {
    timers.clear(timer);
    if (!isOnline) return;
    const wait = attempts === 0 ? POLL_MS : backOffMs(attempts, BACK_OFF, context.fraction());
    timer = timers.set(() => {
      if (attempts === 0) for (const { scope } of listScopes(cache)) wanted.add(scope);
      kick();
    }, wait);
  }

  async function work(): Promise<void> {
    if (granted === null) {
      const scopes = await client.call('scope.list', {});
      if (!scopes.ok) return failed(scopes.problem);
      context.hubClock.seen(scopes.value.hubTime);
      takeScopes(scopes.value.scopes);
    }
    while (isOnline && wanted.size > 0) {
      const [scope] = wanted;
      if (scope === undefined) break;
      wanted.delete(scope);
      const done = await refresh(scope);
      if (!done.ok) {
        wanted.add(scope);
        return failed(done.problem);
      }
      attempts = 0;
    }
  }

  /** A scope gone from the list is purged, a new one will be loaded (S-42). */
  function takeScopes(scopes: readonly string[]): void {
    granted = new Set(scopes);
    wanted.clear();
    for (const { scope } of listScopes(cache)) {
      if (!scopes.includes(scope)) {
        purgeScope(cache, scope);
        context.log('info', 'sync.scopePurged', {});
        events.outages();
      }
    }
    for (const scope of scopes) wanted.add(scope);
  }

  async function refresh(scope: string): Promise<Result<void>> {
    const held = findScope(cache, scope);
    if (held === null || held.loading !== null) {
      const loaded = await loadScope(context, scope, () => isOnline);
      if (!loaded.ok) return startOver(scope, loaded.problem) ? { ok: true, value: undefined } : loaded;
      tell(loaded.value);
    }
    return pull(scope);
  }

  async function pull(scope: string): Promise<Result<void>> {
    for (;;) {
      const held = findScope(cache, scope);
      if (held === null || held.loading !== null) return { ok: true, value: undefined };
      const askedAt = context.clock();
      const page = await client.call('feed.pull', { scope, cursor: held.cursor, limit: context.feedLimit });
      if (!page.ok) return startOver(scope, page.problem) ? { ok: true, value: undefined } : page;
      const { rows, cursor, more, hubTime } = page.value;
      context.hubClock.seen(hubTime, askedAt);
      const changed = nothingChanged();
      cache.write(() => {
        applyRows(cache, scope, rows, changed, false);
        saveScope(cache, { ...held, cursor, dataAsOf: hubTime });
      });
      tell(changed);
      events.dataAsOf();
      await context.yieldTurn();
      if (!more) return { ok: true, value: undefined };
      // A hub that says «more» and stands still would keep this desk busy for ever.
      if (cursor.xid === held.cursor.xid && cursor.seq === held.cursor.seq) return { ok: false, problem: { code: 'MESSAGE_INVALID' } };
      if (!isOnline) return { ok: false, problem: { code: 'HUB_UNREACHABLE' } };
    }
  }

  /** Another history of the hub: the copy goes, drafts and outbox stay, and what was acknowledged there is asked about again (S-72). */
  function startOver(scope: string, problem: Problem): boolean {
    if (problem.code !== 'SYNC_EPOCH_CHANGED' && problem.code !== 'SYNC_CURSOR_BAD') return false;
    context.log('warn', 'sync.startOver', { code: problem.code });
    const only = listScopes(cache).every((stored) => stored.scope === scope);
    cache.write(() => (only ? purgeEverything(cache) : purgeScope(cache, scope)));
    if (problem.code === 'SYNC_EPOCH_CHANGED') {
      const ids = reopenApplied(outbox);
      rederive(ids);
      pusher.kick();
      events.problem({ code: 'SYNC_EPOCH_CHANGED' });
    }
    events.outages();
    wanted.add(scope);
    return true;
  }

  function tell(changed: Changed): void {
    rederive(changed.tickets);
    if (changed.customers.size > 0) events.customers([...changed.customers]);
    if (changed.outages) events.outages();
    if (changed.tickets.size > 0) events.outbox();
  }

  function failed(problem: Problem): void {
    if (problem.code === 'SYNC_SCOPE_DENIED') granted = null;
    attempts++;
    if (!isWorthRetrying(problem.code)) {
      context.log('warn', 'sync.failed', { code: problem.code });
      events.problem(problem);
    }
  }

  function failedHard(error: unknown): void {
    attempts++;
    switch (classifyStoreFault(error)) {
      case 'full':
        events.problem({ code: 'STORE_DISK_FULL' });
        return;
      case 'damaged':
      case 'notADatabase':
        return onDamaged(error);
      default:
        context.log('error', 'sync.bug', { error: error instanceof Error ? `${error.name}: ${error.message}` : 'thrown' });
    }
  }

  return {
    online() {
      isOnline = true;
      granted = null;
      attempts = 0;
      pusher.kick();
      kick();
    },
    offline() {
      isOnline = false;
      timers.clear(timer);
      pusher.stop();
      events.progress(null);
    },
    hubEvent(name, payload) {
      if (name !== 'feed.hint') return;
      const hint = hubEvents['feed.hint'].safeParse(payload);
      if (!hint.success) return context.log('warn', 'sync.badHint', {});
      if (granted?.has(hint.data.scope) !== true) return;
      wanted.add(hint.data.scope);
      if (attempts === 0) kick();
    },
    submitted(command) {
      if (command.type.startsWith('ticket.')) rederive([command.entityId]);
      events.outbox();
      pusher.kick();
    },
    async idle() {
      while (working !== null) await working;
    },
  };
}
