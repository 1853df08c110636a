import { readFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { StartupError } from '../startup-error.ts';

/** In order, numbered in tens; a shipped file is never changed. */
export const migrations = ['0010_organisation', '0020_customers', '0030_tickets', '0040_sync'] as const;

/** Any constant of our own: processes that migrate the same database wait for each other. */
const MIGRATION_LOCK = 7_310_001;

/**
 * Brings the database up to the last migration, each in a transaction of its own, and gives the names applied
 * now. A database that knows a migration we do not is from the future and is refused untouched.
 */
export async function migrate(client: ClientBase, list: readonly string[] = migrations): Promise<readonly string[]> {
  assertAscending(list);
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await client.query('create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())');
    const { rows } = await client.query<{ name: string }>('select name from schema_migrations');
    const applied = new Set(rows.map((row) => row.name));
    const unknown = [...applied].filter((name) => !list.includes(name));
    if (unknown.length > 0) throw new StartupError({ code: 'STORE_FROM_FUTURE' }, { detail: unknown.join(', ') });
    const todo = list.filter((name) => !applied.has(name));
    for (const name of todo) await applyOne(client, name);
    return todo;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

async function applyOne(client: ClientBase, name: string): Promise<void> {
  const sql = await readFile(new URL(`./migrations/${name}.sql`, import.meta.url), 'utf8');
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed`, { cause: error });
  }
}

function assertAscending(list: readonly string[]): void {
  for (const [index, name] of list.entries()) {
    const before = list[index - 1];
    if (!/^\d{3}0_[a-z_]+$/.test(name) || (before !== undefined && before >= name)) throw new Error(`Migrations out of order at ${name}`);
  }
}
