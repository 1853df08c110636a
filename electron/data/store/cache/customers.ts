import { popCardSchema, type NumberLink, type PopCard } from '#shared/domain/customer.ts';
import { indexText, numberTokens } from '#shared/domain/search-keys.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import { createBulkIndexes, dropBulkIndexes } from './bulk-indexes.ts';

export interface StoredCard {
  readonly card: PopCard;
  readonly version: number;
}

export function findCustomer(db: ReadableDb, id: string): PopCard | null {
  const row = db.get<{ body: string }>('SELECT body FROM customers WHERE id = ?', id);
  return row === undefined ? null : parse(row.body);
}

export function customerVersion(db: ReadableDb, id: string): number {
  return db.get<{ version: number }>('SELECT version FROM customers WHERE id = ?', id)?.version ?? 0;
}

export function countCustomers(db: ReadableDb): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM customers')?.n ?? 0;
}

export interface NumberHit {
  readonly card: PopCard;
  readonly kind: NumberLink['kind'];
  readonly relation: NumberLink['relation'];
}

/** Customers a number belongs to, several links of one customer once, its own before a contact's. */
export function customersByNumber(db: ReadableDb, numberKey: string, limit: number): { readonly hits: NumberHit[]; readonly total: number } {
  const rows = db.all<{ customer: number; kind: NumberLink['kind']; relation: NumberLink['relation'] }>(
    `SELECT customer, kind, relation FROM numbers WHERE value = ? ORDER BY relation <> 'holder', kind = 'contact', rowid LIMIT 200`, numberKey,
  );
  const first = new Map<number, (typeof rows)[number]>();
  for (const row of rows) if (!first.has(row.customer)) first.set(row.customer, row);
  const hits = [...first.values()].slice(0, limit).flatMap((row): NumberHit[] => {
    const body = db.get<{ body: string }>('SELECT body FROM customers WHERE rid = ?', row.customer)?.body;
    return body === undefined ? [] : [{ card: parse(body), kind: row.kind, relation: row.relation }];
  });
  return { hits, total: first.size };
}

/** Cards an FTS5 expression finds, in no order; the caller bounds and audits. */
export function customersByMatch(db: ReadableDb, match: string, limit: number): PopCard[] {
  return db
    .all<{ body: string }>('SELECT c.body FROM search s JOIN customers c ON c.rid = s.rowid WHERE s.search MATCH ? LIMIT ?', match, limit)
    .map((row) => parse(row.body));
}

/** Adds or replaces one card with its numbers and search keys. The caller has compared versions. */
export function putCustomer(db: WritableDb, scope: string, stored: StoredCard): void {
  db.write(() => {
    const { card } = stored;
    const rid = db.get<{ rid: number }>('SELECT rid FROM customers WHERE id = ?', card.id)?.rid ?? null;
    const row = insertCard(db, scope, stored, rid);
    if (rid !== null) db.run('DELETE FROM search WHERE rowid = ?', rid);
    db.run('INSERT INTO search (rowid, keys) VALUES (?, ?)', row, searchKeys(card));
  });
}

export function removeCustomer(db: WritableDb, id: string): void {
  db.write(() => {
    const rid = db.get<{ rid: number }>('SELECT rid FROM customers WHERE id = ?', id)?.rid;
    if (rid === undefined) return;
    db.run('DELETE FROM search WHERE rowid = ?', rid);
    db.run('DELETE FROM numbers WHERE customer = ?', rid);
    db.run('DELETE FROM profiles WHERE customer_id = ?', id);
    db.run('DELETE FROM customers WHERE rid = ?', rid);
  });
}

/** Before the first load of an empty cache: nothing is looked up while rows stream in. */
export function beginBulkLoad(db: WritableDb): void {
  if (countCustomers(db) === 0) dropBulkIndexes(db);
}

/** A card of a first load: search keys are added at the end by `indexForSearch`. */
export function addLoadedCustomer(db: WritableDb, scope: string, stored: StoredCard): void {
  const held = db.get<{ rid: number; version: number }>('SELECT rid, version FROM customers WHERE id = ?', stored.card.id);
  if (held !== undefined && held.version >= stored.version) return;
  if (held !== undefined) db.run('DELETE FROM search WHERE rowid = ?', held.rid);
  insertCard(db, scope, stored, held?.rid ?? null);
}

/** Builds what lookups by number need; blocks for a fraction of a second at 100,000 customers. */
export function buildNumberIndexes(db: WritableDb): void {
  db.write(() => createBulkIndexes(db));
}

/** Adds search keys for up to `limit` cards that have none, after `afterRid`; the last one's rid, or null at the end. */
export function indexForSearch(db: WritableDb, afterRid: number, limit: number): number | null {
  return db.write(() => {
    const rows = db.all<{ rid: number; body: string }>(
      'SELECT rid, body FROM customers WHERE rid > ? AND NOT EXISTS (SELECT 1 FROM search_docsize WHERE id = rid) ORDER BY rid LIMIT ?', afterRid, limit,
    );
    for (const row of rows) {
      db.run('INSERT INTO search (rowid, keys) VALUES (?, ?)', row.rid, searchKeys(parse(row.body)));
    }
    return rows.length < limit ? null : (rows.at(-1)?.rid ?? null);
  });
}

function insertCard(db: WritableDb, scope: string, stored: StoredCard, rid: number | null): number {
  const { card, version } = stored;
  const body = JSON.stringify(card);
  let row = rid;
  if (row === null) {
    row = db.get<{ rid: number }>('INSERT INTO customers (id, scope, version, body) VALUES (?, ?, ?, ?) RETURNING rid', card.id, scope, version, body)?.rid ?? 0;
  } else {
    db.run('UPDATE customers SET scope = ?, version = ?, body = ? WHERE rid = ?', scope, version, body, row);
    db.run('DELETE FROM numbers WHERE customer = ?', row);
  }
  for (const link of card.numbers) {
    db.run('INSERT INTO numbers (value, kind, relation, customer) VALUES (?, ?, ?, ?)', link.value, link.kind, link.relation, row);
  }
  return row;
}

function searchKeys(card: PopCard): string {
  const services = card.products.map((product) => product.serviceNumber);
  const numbers = [card.accountNo, ...services, ...card.numbers.map((link) => link.value)].flatMap(numberTokens);
  return [indexText(card.name), indexText(card.address), ...new Set(numbers)].join(' ');
}

function parse(body: string): PopCard {
  return popCardSchema.parse(JSON.parse(body));
}
