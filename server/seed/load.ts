import type { Outage } from '#shared/domain/customer.ts';
import { leafOf } from '#shared/domain/code-list.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import type { Database, Sql } from '../db/database.ts';
import { beginEpoch } from '../meta/hub-meta.ts';
import { optionRefused } from '../startup-error.ts';
import type { SeededCustomer } from './customers.ts';
import { ensureDemoOrgs } from './demo-org.ts';
import type { SeededTickets } from './tickets.ts';

const SCOPE = 'city:0591';
const BATCH = 1_000;

export type LoadState = 'none' | 'loading' | 'loaded';

/** Whether the database holds a finished seeded city; a half-loaded one counts as none. */
export async function loadState(db: Database): Promise<LoadState> {
  const { rows } = await db.sql.query<{ seed_state: LoadState }>('select seed_state from hub_meta');
  return rows[0]?.seed_state ?? 'none';
}

/** Empties what an earlier seed loaded. Customers that did not come from a seed are never touched. Commands stay: their ids must not work twice. */
export async function clearCity(db: Database): Promise<void> {
  const state = await loadState(db);
  const { rows } = await db.sql.query<{ present: boolean }>('select exists (select 1 from customers) as present');
  if (state === 'none' && rows[0]?.present === true) {
    throw optionRefused('--customers', '库中已有非演示客户', 'the database holds customers that no seed made');
  }
  await db.transaction(async (sql) => {
    await ensureDemoOrgs(sql);
    await sql.query(`update hub_meta set seed_state = 'loading'`);
    await sql.query('truncate customers, customer_numbers, customer_profiles, outages, tickets, ticket_numbers, interactions, change_log');
    await beginEpoch(sql);
  });
}

/** In batches of a thousand, each its own short transaction, while the next batch is being made. */
export async function loadCustomers(db: Database, customers: Iterable<SeededCustomer>, onLoaded: (count: number) => void): Promise<void> {
  let batch: SeededCustomer[] = [];
  let loaded = 0;
  let writing: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const rows = batch;
    batch = [];
    await writing;
    if (rows.length === 0) return;
    writing = db.transaction((sql) => insertCustomers(sql, rows)).then(() => {
      loaded += rows.length;
      onLoaded(loaded);
    });
    // Awaited with the next batch; until then a failure must not count as unhandled.
    writing.catch(() => undefined);
  };
  for (const customer of customers) {
    batch.push(customer);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  await writing;
}

/** One JSON text per table: several times cheaper to write and to read than arrays of quoted strings. */
async function insertCustomers(sql: Sql, batch: readonly SeededCustomer[]): Promise<void> {
  // Lost with a power cut, the whole load is: it is marked complete only at its end.
  await sql.query('set local synchronous_commit = off');
  await sql.query(`insert into customers (id, scope, version, body) select (body ->> 'id')::uuid, $1, 1, body from jsonb_array_elements($2::jsonb) as body`, [
    SCOPE, JSON.stringify(batch.map((customer) => customer.card)),
  ]);
  await sql.query(
    `insert into customer_numbers (value, customer_id, kind, relation)
     select value, customer_id, kind, relation from json_to_recordset($1::json) as t (value text, customer_id uuid, kind text, relation text)`,
    [JSON.stringify(batch.flatMap(({ card }) => card.numbers.map((number) => ({ ...number, customer_id: card.id }))))],
  );
  await sql.query(
    `insert into customer_profiles (customer_id, contract_until, credit_score, bills, history)
     select customer_id, contract_until, credit_score, bills, history
     from json_to_recordset($1::json) as t (customer_id uuid, contract_until bigint, credit_score int, bills jsonb, history jsonb)`,
    [
      JSON.stringify(
        batch.map(({ card, profile }) => ({
          customer_id: card.id,
          contract_until: profile.contractUntil,
          credit_score: profile.creditScore,
          bills: profile.bills,
          history: profile.interactions,
        })),
      ),
    ],
  );
}

/** Outages and open tickets, then the mark that the city is complete, in one transaction. */
export async function finishCity(db: Database, outages: readonly Outage[], seeded: SeededTickets): Promise<void> {
  await db.transaction(async (sql) => {
    for (const outage of outages) {
      await sql.query('insert into outages (id, scope, version, body) values ($1, $2, 1, $3)', [outage.id, SCOPE, JSON.stringify(outage)]);
    }
    for (const ticket of seeded.tickets) {
      await sql.query(
        'insert into tickets (id, scope, version, no, customer_id, category, accepted_at, body) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        [
          ticket.id, SCOPE, ticket.version, ticket.no, ticket.customerId,
          leafOf(defaultCodeBook, ticket.category)?.code ?? ticket.category, ticket.acceptedAt, JSON.stringify(ticket),
        ],
      );
    }
    for (const [day, last] of seeded.lastNumbers) {
      await sql.query(`insert into ticket_numbers (prefix, day, last) values ('FZ', $1, $2)`, [day, last]);
    }
    await sql.query(`update hub_meta set seed_state = 'loaded'`);
    await beginEpoch(sql);
  });
  await db.sql.query('analyze customers, customer_numbers, customer_profiles, tickets, outages');
}
