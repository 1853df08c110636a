import type { EntityKind, EntityRow } from '#shared/contract/hub.ts';
import type { Sql } from '../db/database.ts';

/** Tables that hold synced entities: all have `id, scope, version, deleted, body`. */
export const entityTables = {
  customer: 'customers',
  ticket: 'tickets',
  outage: 'outages',
  interaction: 'interactions',
} as const satisfies Record<EntityKind, string>;

export interface StoredRow {
  readonly id: string;
  readonly version: number;
  readonly body: unknown;
}

/**
 * A row for the wire. The bodies were parsed when they were written; parsing 5,000 of them again on the way out
 * would cost more than reading them, so the contract tests check this door instead.
 */
export function toEntityRow(entity: EntityKind, row: StoredRow): EntityRow {
  return { entity, id: row.id, version: row.version, body: row.body } as EntityRow;
}

/** S-14: the log row of a change, in the changing transaction. */
export async function logChange(
  sql: Sql,
  change: { readonly scope: string; readonly entity: EntityKind; readonly id: string; readonly version: number },
): Promise<void> {
  await sql.query('insert into change_log (scope, entity, entity_id, version) values ($1, $2, $3, $4)', [
    change.scope, change.entity, change.id, change.version,
  ]);
}
