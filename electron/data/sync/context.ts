import type { EntityKind } from '#shared/contract/hub.ts';
import type { Clock, Timers } from '#shared/lib/clock.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { Log } from '../deps.ts';
import type { HubClock } from '../session/hub-clock.ts';
import type { WritableDb } from '../store/db.ts';
import type { HubClient } from './hub-client.ts';

/** What changed in the store, told after the commit and never before. */
export interface SyncEvents {
  readonly customers: (ids: readonly string[]) => void;
  readonly tickets: (ids: readonly string[]) => void;
  readonly outages: () => void;
  readonly outbox: () => void;
  /** First load: rows done of total; null when there is none. */
  readonly progress: (progress: { readonly done: number; readonly total: number } | null) => void;
  readonly dataAsOf: () => void;
  /** Something a person should hear of. */
  readonly problem: (problem: Problem) => void;
}

/** What the parts of the engine share. */
export interface SyncContext {
  readonly outbox: WritableDb;
  readonly cache: WritableDb;
  readonly client: HubClient;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly fraction: () => number;
  readonly hubClock: HubClock;
  readonly events: SyncEvents;
  readonly log: Log;
  /** Lets calls and doors in between two pieces of long work. */
  readonly yieldTurn: () => Promise<void>;
  readonly pageSize: number;
  readonly feedLimit: number;
}

/** Order of a first load: what an agent needs first comes first. */
export const loadOrder: readonly EntityKind[] = ['outage', 'customer', 'ticket', 'interaction'];
