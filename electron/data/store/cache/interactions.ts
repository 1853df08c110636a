import type { Interaction } from '#shared/domain/customer.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

/** Only what the desk counts with: who, from which number, when. */
export function saveInteraction(db: WritableDb, scope: string, id: string, version: number, interaction: Interaction | null, numberKey: string | null): boolean {
  return db.write(() => {
    const held = db.get<{ version: number }>('SELECT version FROM interactions WHERE id = ?', id)?.version ?? 0;
    if (held >= version) return false;
    if (interaction === null) return db.run('DELETE FROM interactions WHERE id = ?', id) > 0;
    db.run(
      `INSERT INTO interactions (id, scope, version, customer_id, number, started_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, version = excluded.version, customer_id = excluded.customer_id,
         number = excluded.number, started_at = excluded.started_at`,
      id, scope, version, interaction.customerId, numberKey, interaction.startedAt,
    );
    return true;
  });
}

export function interactionIdsOfCustomer(db: ReadableDb, customerId: string, since: number): string[] {
  return db.all<{ id: string }>('SELECT id FROM interactions WHERE customer_id = ? AND started_at >= ? LIMIT 200', customerId, since).map((row) => row.id);
}

export function lastInteractionOf(db: ReadableDb, customerId: string, numberKey: string, except: string): number | null {
  return db.get<{ at: number | null }>(
    'SELECT max(started_at) AS at FROM interactions WHERE customer_id = ? AND number = ? AND id <> ?', customerId, numberKey, except,
  )?.at ?? null;
}
