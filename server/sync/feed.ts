import { entityKinds, type Cursor, type EntityKind, type EntityRow } from '#shared/contract/hub.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { Database, Sql } from '../db/database.ts';
import { entityTables, toEntityRow, type StoredRow } from './entities.ts';

export interface FeedPage {
  readonly rows: EntityRow[];
  readonly cursor: Cursor;
  readonly more: boolean;
}

interface LogRow {
  readonly xid_text: string;
  readonly seq: string;
  readonly entity: EntityKind;
  readonly entity_id: string;
}

const MAX_XID = 2n ** 64n - 1n;
const MAX_SEQ = 2n ** 63n - 1n;

/** SYNC-SPEC section 7: what changed in a scope after a cursor, and is certain to have nothing uncommitted before it. */
export async function pullFeed(db: Database, scope: string, cursor: Cursor, limit: number): Promise<Result<FeedPage>> {
  if (BigInt(cursor.xid) > MAX_XID || BigInt(cursor.seq) > MAX_SEQ) return fail('SYNC_CURSOR_BAD');
  return db.snapshot(async (sql) => {
    const here = await sql.query<{ epoch: string; beyond: boolean }>(
      'select epoch, $1::xid8 > pg_snapshot_xmax(pg_current_snapshot()) as beyond from hub_meta',
      [cursor.xid],
    );
    const meta = here.rows[0];
    if (meta === undefined) throw new Error('hub_meta is empty');
    if (meta.epoch !== cursor.epoch) return fail('SYNC_EPOCH_CHANGED');
    if (meta.beyond) return fail('SYNC_CURSOR_BAD');
    const { rows: log } = await sql.query<LogRow>(
      `select log.xid::text as xid_text, log.seq, log.entity, log.entity_id from change_log as log
       where log.scope = $1 and (log.xid, log.seq) > ($2::xid8, $3::bigint) and log.xid < pg_snapshot_xmin(pg_current_snapshot())
       order by log.xid, log.seq limit $4`,
      [scope, cursor.xid, cursor.seq, limit + 1],
    );
    const page = log.slice(0, limit);
    const last = page.at(-1);
    return ok({
      rows: await currentRows(sql, page),
      cursor: last === undefined ? cursor : { epoch: cursor.epoch, xid: last.xid_text, seq: last.seq },
      more: log.length > limit,
    });
  });
}

/** S-62: each changed entity once, as it is now, in the order of its last change. */
async function currentRows(sql: Sql, log: readonly LogRow[]): Promise<EntityRow[]> {
  const order = new Map<string, LogRow>();
  for (const row of log) {
    order.delete(row.entity_id);
    order.set(row.entity_id, row);
  }
  const found = new Map<string, EntityRow>();
  for (const entity of entityKinds) {
    const ids = [...order.values()].filter((row) => row.entity === entity).map((row) => row.entity_id);
    if (ids.length === 0) continue;
    const { rows } = await sql.query<StoredRow & { deleted: boolean }>(
      `select id, version, deleted, body from ${entityTables[entity]} where id = any($1::uuid[])`,
      [ids],
    );
    for (const row of rows) found.set(row.id, toEntityRow(entity, { id: row.id, version: row.version, body: row.deleted ? null : row.body }));
  }
  return [...order.keys()].flatMap((id) => found.get(id) ?? []);
}
