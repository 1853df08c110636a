import { randomBytes, randomUUID } from 'node:crypto';
import type { Database, Sql } from '../db/database.ts';

/** What a hub knows of itself for as long as it runs; the epoch can change under it and is read from the database. */
export interface HubIdentity {
  readonly hubId: string;
  /** Signs access tokens (HS256); shared by all nodes of one database. */
  readonly tokenKey: Uint8Array;
}

/**
 * Reads the identity, makes it on the first start, and begins a new epoch when the database was restored into
 * another cluster or runs on another timeline (fail-over, point-in-time recovery): SYNC-SPEC S-70.
 */
export async function openIdentity(db: Database): Promise<HubIdentity> {
  return db.transaction(async (sql) => {
    await sql.query(
      `insert into hub_meta (hub_id, epoch, cluster_id, timeline, token_key)
       select $1, $2, system_identifier::text, timeline_id, $3 from pg_control_system(), pg_control_checkpoint()
       on conflict (only_row) do nothing`,
      [randomUUID(), newEpochName(), randomBytes(32)],
    );
    await sql.query(
      `update hub_meta set epoch = $1, cluster_id = here.cluster_id, timeline = here.timeline
       from (select system_identifier::text as cluster_id, timeline_id as timeline from pg_control_system(), pg_control_checkpoint()) as here
       where (hub_meta.cluster_id, hub_meta.timeline) is distinct from (here.cluster_id, here.timeline)`,
      [newEpochName()],
    );
    const { rows } = await sql.query<{ hub_id: string; token_key: Buffer }>('select hub_id, token_key from hub_meta');
    const row = rows[0];
    if (row === undefined) throw new Error('hub_meta is empty');
    return { hubId: row.hub_id, tokenKey: new Uint8Array(row.token_key) };
  });
}

export async function readEpoch(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ epoch: string }>('select epoch from hub_meta');
  if (rows[0] === undefined) throw new Error('hub_meta is empty');
  return rows[0].epoch;
}

/** Every desk wipes its cache and loads again; outboxes stay (S-72). For re-imports and restores we cannot see. */
export async function beginEpoch(sql: Sql): Promise<void> {
  await sql.query('update hub_meta set epoch = $1', [newEpochName()]);
}

function newEpochName(): string {
  return randomBytes(8).toString('hex');
}
