import type { ReadableDb, WritableDb } from '../db.ts';

export type AccessAction = 'search' | 'customer.open' | 'profile.open' | 'unlock' | 'signIn' | 'signOut';

/** Who looked, when, at what (by id, never by name or number). Kept at least six months (网络安全法). */
export function logAccess(db: WritableDb, at: number, agentNo: string, action: AccessAction, detail: string): void {
  db.write(() => db.run('INSERT INTO access_log (at, agent_no, action, detail) VALUES (?, ?, ?, ?)', at, agentNo, action, detail));
}

export function countAccess(db: ReadableDb, agentNo: string, action: AccessAction, since: number): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM access_log WHERE agent_no = ? AND action = ? AND at >= ?', agentNo, action, since)?.n ?? 0;
}

export function purgeAccessLog(db: WritableDb, before: number): void {
  db.write(() => db.run('DELETE FROM access_log WHERE at < ?', before));
}
