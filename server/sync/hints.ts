import type { Timers } from '#shared/lib/clock.ts';
import type { Database } from '../db/database.ts';

/**
 * Tells which scopes have something new to pull (S-80). One reader looks at the log from where it last
 * looked: at once after a commit of our own, again shortly while rows wait behind an open transaction, and
 * now and then for what other nodes or imports committed. Business transactions never notify.
 */
export interface Hints {
  /** After a commit of our own. */
  kick(): void;
  stop(): Promise<void>;
}

export interface HintsDeps {
  readonly db: Database;
  readonly timers: Timers;
  readonly onChange: (scope: string) => void;
  readonly onError: (error: unknown) => void;
  readonly idleMs?: number;
  readonly waitingMs?: number;
}

export function startHints(deps: HintsDeps): Hints {
  const idleMs = deps.idleMs ?? 300;
  const waitingMs = deps.waitingMs ?? 20;
  const failedMs = 2_000;
  let position: { readonly xid: string; readonly seq: string } | null = null;
  let timer: unknown = null;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const look = async (): Promise<boolean> => {
    if (position === null) {
      const { rows } = await deps.db.sql.query<{ xid: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xid');
      position = { xid: rows[0]?.xid ?? '0', seq: '0' };
    }
    const { rows } = await deps.db.sql.query<{ scope: string; xid_text: string; seq: string; visible: boolean }>(
      `select log.scope, log.xid::text as xid_text, log.seq, log.xid < pg_snapshot_xmin(pg_current_snapshot()) as visible
       from change_log as log where (log.xid, log.seq) > ($1::xid8, $2::bigint) order by log.xid, log.seq limit 2000`,
      [position.xid, position.seq],
    );
    const visible = rows.filter((row) => row.visible);
    const last = visible.at(-1);
    if (last !== undefined) position = { xid: last.xid_text, seq: last.seq };
    for (const scope of new Set(visible.map((row) => row.scope))) deps.onChange(scope);
    return rows.length > 0;
  };

  const run = async (): Promise<void> => {
    let next = failedMs;
    try {
      next = (await look()) ? waitingMs : idleMs;
      if (again) next = 0;
    } catch (error) {
      deps.onError(error);
    }
    running = null;
    schedule(next);
    again = false;
  };

  const schedule = (delayMs: number): void => {
    if (stopped) return;
    deps.timers.clear(timer);
    timer = deps.timers.set(() => {
      running = run();
    }, delayMs);
  };

  schedule(0);
  return {
    kick() {
      if (running === null) schedule(0);
      else again = true;
    },
    async stop() {
      stopped = true;
      deps.timers.clear(timer);
      await running;
    },
  };
}
