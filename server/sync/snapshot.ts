import { z } from 'zod';
import { entityKinds, type Cursor, type EntityKind, type EntityRow } from '#shared/contract/hub.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { Database, Sql } from '../db/database.ts';
import { entityTables, toEntityRow, type StoredRow } from './entities.ts';

/**
 * S-50: where the feed must go on after the pages. Everything below `xmin` is committed and in every page read
 * from now on; everything else comes by the feed.
 */
export async function openSnapshot(db: Database, scope: string): Promise<{ cursor: Cursor; counts: Record<EntityKind, number> }> {
  return db.snapshot(async (sql) => {
    const { rows } = await sql.query<{ epoch: string; xmin: string }>(
      'select epoch, pg_snapshot_xmin(pg_current_snapshot())::text as xmin from hub_meta',
    );
    const meta = rows[0];
    if (meta === undefined) throw new Error('hub_meta is empty');
    const counts: Record<EntityKind, number> = { customer: 0, ticket: 0, outage: 0, interaction: 0 };
    for (const entity of entityKinds) counts[entity] = await countRows(sql, entity, scope);
    return { cursor: { epoch: meta.epoch, xid: meta.xmin, seq: '0' }, counts };
  });
}

/** S-51: one page by keyset; `after` is the `next` of the page before. */
export async function readPage(
  db: Database,
  query: { readonly scope: string; readonly entity: EntityKind; readonly after: string | null; readonly limit: number },
): Promise<Result<{ rows: EntityRow[]; next: string | null }>> {
  const { scope, entity, after, limit } = query;
  if (after !== null && !z.uuid().safeParse(after).success) return fail('MESSAGE_INVALID');
  const table = entityTables[entity];
  const { rows } =
    after === null
      ? await db.sql.query<StoredRow>(`select id, version, body from ${table} where scope = $1 and not deleted order by id limit $2`, [scope, limit])
      : await db.sql.query<StoredRow>(`select id, version, body from ${table} where scope = $1 and not deleted and id > $3 order by id limit $2`, [scope, limit, after]);
  return ok({
    rows: rows.map((row) => toEntityRow(entity, row)),
    next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
  });
}

async function countRows(sql: Sql, entity: EntityKind, scope: string): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(`select count(*)::int as n from ${entityTables[entity]} where scope = $1 and not deleted`, [scope]);
  return rows[0]?.n ?? 0;
}
