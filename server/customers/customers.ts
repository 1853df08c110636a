import { z } from 'zod';
import { popCardSchema, type PopCard } from '#shared/domain/customer.ts';
import type { Sql } from '../db/database.ts';

export interface StoredCustomer {
  readonly scope: string;
  readonly version: number;
  readonly card: PopCard;
}

/** A customer within the given scopes; outside of them it does not exist (S-22). */
export async function findCustomer(sql: Sql, id: string, scopes: readonly string[], lock: 'read' | 'update' = 'read'): Promise<StoredCustomer | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const { rows } = await sql.query<{ scope: string; version: number; body: unknown }>(
    `select scope, version, body from customers where id = $1 and scope = any($2) and not deleted ${lock === 'update' ? 'for update' : ''}`,
    [id, scopes],
  );
  const row = rows[0];
  return row === undefined ? null : { scope: row.scope, version: row.version, card: popCardSchema.parse(row.body) };
}
