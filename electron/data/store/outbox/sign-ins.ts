import type { ReadableDb, WritableDb } from '../db.ts';

export function readSignIn(db: ReadableDb, agentNo: string): string | null {
  return db.get<{ sealed: string }>('SELECT sealed FROM sign_ins WHERE agent_no = ?', agentNo)?.sealed ?? null;
}

export function saveSignIn(db: WritableDb, agentNo: string, sealed: string, at: number): void {
  db.write(() =>
    db.run('INSERT INTO sign_ins (agent_no, sealed, at) VALUES (?, ?, ?) ON CONFLICT (agent_no) DO UPDATE SET sealed = excluded.sealed, at = excluded.at', agentNo, sealed, at),
  );
}

export function forgetSignIns(db: WritableDb): void {
  db.write(() => db.run('DELETE FROM sign_ins'));
}

export function failedUnlocks(db: ReadableDb, agentNo: string): number {
  return db.get<{ failed: number }>('SELECT failed FROM unlock_attempts WHERE agent_no = ?', agentNo)?.failed ?? 0;
}

/** Different agent numbers tried without success: bounds guessing over many of them. */
export function countTriedAgents(db: ReadableDb): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM unlock_attempts')?.n ?? 0;
}

/** Counted before the password is looked at, so that a kill in between gives no free try. */
export function addFailedUnlock(db: WritableDb, agentNo: string, at: number): number {
  return db.write(() => {
    db.run(
      'INSERT INTO unlock_attempts (agent_no, failed, last_at) VALUES (?, 1, ?) ON CONFLICT (agent_no) DO UPDATE SET failed = failed + 1, last_at = excluded.last_at',
      agentNo, at,
    );
    return failedUnlocks(db, agentNo);
  });
}

export function clearFailedUnlocks(db: WritableDb, agentNo: string): void {
  db.write(() => db.run('DELETE FROM unlock_attempts WHERE agent_no = ?', agentNo));
}

/** An online sign-in proves the hub is back: every agent may try offline again next time. */
export function clearAllFailedUnlocks(db: WritableDb): void {
  db.write(() => db.run('DELETE FROM unlock_attempts'));
}
