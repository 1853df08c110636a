import type { Timers } from '#shared/lib/clock.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { Database } from '../db/database.ts';
import type { EndReason } from './sessions.ts';

export interface SessionWatchDeps {
  readonly db: Database;
  readonly timers: Timers;
  /** Sessions with a socket on this node. */
  readonly live: () => readonly string[];
  readonly onEnded: (sessionId: string, problem: Problem | null) => void;
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 2_000;

/** Sees sessions that were ended outside this process, by an operator or on another node (S-107). */
export function watchSessions(deps: SessionWatchDeps): { stop(): Promise<void> } {
  let timer: unknown = null;
  let running: Promise<void> | null = null;
  let stopped = false;

  const look = async (): Promise<void> => {
    const live = deps.live();
    if (live.length === 0) return;
    const { rows } = await deps.db.sql.query<{ id: string; end_reason: EndReason }>(
      'select id, end_reason from sessions where id = any($1) and ended_at is not null', [live],
    );
    for (const row of rows) deps.onEnded(row.id, problemOf(row.end_reason));
  };
  const schedule = (): void => {
    if (stopped) return;
    timer = deps.timers.set(() => {
      running = look().catch(deps.onError).finally(schedule);
    }, EVERY_MS);
  };

  schedule();
  return {
    async stop() {
      stopped = true;
      deps.timers.clear(timer);
      await running;
    },
  };
}

function problemOf(reason: EndReason): Problem | null {
  switch (reason) {
    case 'signOut':
      return null;
    case 'disabled':
      return { code: 'AUTH_DISABLED' };
    case 'refreshReused':
    case 'passwordReset':
      return { code: 'AUTH_TOKEN_BAD' };
    default:
      return assertNever(reason);
  }
}
