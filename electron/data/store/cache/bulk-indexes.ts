import type { WritableDb } from '../db.ts';

/** Loading without these and building them at the end is 2–5 times faster than keeping them up. */
export function createBulkIndexes(db: WritableDb): void {
  db.exec('CREATE INDEX IF NOT EXISTS numbers_value ON numbers (value); CREATE INDEX IF NOT EXISTS numbers_customer ON numbers (customer);');
}

export function dropBulkIndexes(db: WritableDb): void {
  db.exec('DROP INDEX IF EXISTS numbers_value; DROP INDEX IF EXISTS numbers_customer;');
}
