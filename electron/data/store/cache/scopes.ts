import { z } from 'zod';
import { cursorSchema, entityKindSchema, type Cursor } from '#shared/contract/hub.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

/** How far a first load has come: the kind of entity it is at and the last id it saved (S-52). */
export const loadingSchema = z.object({
  entity: entityKindSchema,
  after: z.string().nullable(),
  done: z.number().int(),
  total: z.number().int(),
  /** Kinds still to come after `entity`. */
  rest: z.array(entityKindSchema),
  /** Rows loaded, indexes and search not yet built. */
  rowsDone: z.boolean(),
});
export type Loading = z.infer<typeof loadingSchema>;

export interface StoredScope {
  readonly scope: string;
  readonly cursor: Cursor;
  /** Null once loaded: then the feed goes on from the cursor. */
  readonly loading: Loading | null;
  /** Hub time of the newest data; null before the first pull. */
  readonly dataAsOf: number | null;
}

interface Row { scope: string; epoch: string; xid: string; seq: string; loading: string | null; data_as_of: number | null }

export function listScopes(db: ReadableDb): StoredScope[] {
  return db.all<Row>('SELECT scope, epoch, xid, seq, loading, data_as_of FROM scopes ORDER BY scope').map(fromRow);
}

export function findScope(db: ReadableDb, scope: string): StoredScope | null {
  const row = db.get<Row>('SELECT scope, epoch, xid, seq, loading, data_as_of FROM scopes WHERE scope = ?', scope);
  return row === undefined ? null : fromRow(row);
}

export function saveScope(db: WritableDb, stored: StoredScope): void {
  db.write(() =>
    db.run(
      `INSERT INTO scopes (scope, epoch, xid, seq, loading, data_as_of) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (scope) DO UPDATE SET epoch = excluded.epoch, xid = excluded.xid, seq = excluded.seq, loading = excluded.loading, data_as_of = excluded.data_as_of`,
      stored.scope, stored.cursor.epoch, stored.cursor.xid, stored.cursor.seq,
      stored.loading === null ? null : JSON.stringify(stored.loading), stored.dataAsOf,
    ),
  );
}

/** Takes the scope and everything that came with it away; the outbox is another file and stays (S-42, S-72). */
export function purgeScope(db: WritableDb, scope: string): void {
  db.write(() => {
    db.run('DELETE FROM search WHERE rowid IN (SELECT rid FROM customers WHERE scope = ?)', scope);
    db.run('DELETE FROM numbers WHERE customer IN (SELECT rid FROM customers WHERE scope = ?)', scope);
    db.run('DELETE FROM profiles WHERE customer_id IN (SELECT id FROM customers WHERE scope = ?)', scope);
    db.run('DELETE FROM customers WHERE scope = ?', scope);
    // A ticket with own unsent changes keeps them; only the hub's copy goes.
    db.run('DELETE FROM tickets WHERE scope = ? AND local_body IS NULL', scope);
    db.run('UPDATE tickets SET hub_body = NULL, hub_version = 0, scope = NULL WHERE scope = ?', scope);
    for (const table of ['outages', 'interactions', 'tombstones', 'scopes']) db.run(`DELETE FROM ${table} WHERE scope = ?`, scope);
  });
}

/** The whole copy at once: much faster than scope by scope. */
export function purgeEverything(db: WritableDb): void {
  db.write(() => {
    db.run(`INSERT INTO search (search) VALUES ('delete-all')`);
    db.run('DELETE FROM tickets WHERE local_body IS NULL');
    db.run('UPDATE tickets SET hub_body = NULL, hub_version = 0, scope = NULL');
    for (const table of ['numbers', 'profiles', 'customers', 'outages', 'interactions', 'tombstones', 'scopes']) db.run(`DELETE FROM ${table}`);
  });
}

function fromRow(row: Row): StoredScope {
  return {
    scope: row.scope, cursor: cursorSchema.parse({ epoch: row.epoch, xid: row.xid, seq: row.seq }),
    loading: row.loading === null ? null : loadingSchema.parse(JSON.parse(row.loading)), dataAsOf: row.data_as_of,
  };
}
