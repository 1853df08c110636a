import { outageSchema, type Outage } from '#shared/domain/customer.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

export function saveOutage(db: WritableDb, scope: string, id: string, version: number, outage: Outage | null): boolean {
  return db.write(() => {
    const held = db.get<{ version: number }>('SELECT version FROM outages WHERE id = ?', id)?.version ?? 0;
    if (held >= version) return false;
    if (outage === null) return db.run('DELETE FROM outages WHERE id = ?', id) > 0;
    db.run(
      `INSERT INTO outages (id, scope, version, body, open) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, version = excluded.version, body = excluded.body, open = excluded.open`,
      id, scope, version, JSON.stringify(outage), Number(outage.status !== 'resolved'),
    );
    return true;
  });
}

/** Outages not yet resolved, newest first. */
export function openOutages(db: ReadableDb): Outage[] {
  return db
    .all<{ body: string }>('SELECT body FROM outages WHERE open = 1 LIMIT 200')
    .map((row) => outageSchema.parse(JSON.parse(row.body)))
    .sort((a, b) => b.since - a.since);
}

export function findOutage(db: ReadableDb, id: string): Outage | null {
  const row = db.get<{ body: string }>('SELECT body FROM outages WHERE id = ?', id);
  return row === undefined ? null : outageSchema.parse(JSON.parse(row.body));
}
