import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheMigrations } from './cache/migrations/list.ts';
import type { WritableDb } from './db.ts';
import { openDatabase } from './driver.ts';
import { migrate, type Migration } from './migrate.ts';
import { outboxMigrations } from './outbox/migrations/list.ts';

const open = (): WritableDb =>
  openDatabase({
    file: join(mkdtempSync(join(tmpdir(), 'wanhao-migrate-')), 'x.db'), keyHex: '01'.repeat(32), synchronous: 'NORMAL', cacheMib: 2, nativeBinding: null, onSlow: () => undefined,
  });
/** The database as it was before a step. */
const before = (list: readonly Migration[], version: number): WritableDb => {
  const db = open();
  migrate(db, list.filter((step) => step.version < version));
  return db;
};
const only = (list: readonly Migration[], version: number): readonly Migration[] => list.filter((step) => step.version <= version);
const names = (db: WritableDb, type: 'table' | 'index'): string[] =>
  db.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' ORDER BY name`, type).map((row) => row.name);

describe('migrations', () => {
  it('outbox 10: from nothing to the base tables', () => {
    const db = before(outboxMigrations, 10);
    migrate(db, only(outboxMigrations, 10));
    expect(db.userVersion()).toBe(10);
    expect(names(db, 'table')).toEqual([
      'access_log', 'calls', 'commands', 'counters', 'discarded_commands', 'drafts', 'meta', 'number_links', 'settings', 'sign_ins', 'unlock_attempts',
    ]);
  });

  it('cache 10: from nothing to the base tables', () => {
    const db = before(cacheMigrations, 10);
    migrate(db, only(cacheMigrations, 10));
    expect(names(db, 'table')).toEqual(['customers', 'interactions', 'numbers', 'outages', 'profiles', 'scopes', 'search', 'tickets', 'tombstones']);
    expect(names(db, 'index')).not.toContain('numbers_value');
  });

  it('cache 20: adds the indexes of the numbers and keeps the rows', () => {
    const db = before(cacheMigrations, 20);
    db.write(() => db.run(`INSERT INTO numbers (value, kind, relation, customer) VALUES ('8613312345678', 'mobile', 'holder', 1)`));
    migrate(db, only(cacheMigrations, 20));
    expect(names(db, 'index')).toEqual(expect.arrayContaining(['numbers_customer', 'numbers_value']));
    expect(db.all('SELECT value, kind, relation, customer FROM numbers')).toEqual([{ value: '8613312345678', kind: 'mobile', relation: 'holder', customer: 1 }]);
  });

  it('run once: a second opening changes nothing', () => {
    const db = open();
    let runs = 0;
    const list: Migration[] = [{ version: 10, up: () => void runs++ }, { version: 20, up: () => void runs++ }];
    migrate(db, list);
    migrate(db, list);
    expect([runs, db.userVersion()]).toEqual([2, 20]);
  });

  it('a step that fails leaves its version and its tables undone', () => {
    const db = open();
    const list: Migration[] = [
      { version: 10, up: (target) => target.exec('CREATE TABLE a (x)') },
      { version: 20, up: (target) => { target.exec('CREATE TABLE b (x)'); throw new Error('half-way'); } },
    ];
    expect(() => migrate(db, list)).toThrow('half-way');
    expect([db.userVersion(), names(db, 'table')]).toEqual([10, ['a']]);
  });

  it.each([[[20, 10]], [[10, 10]], [[15]]])('refuse the order %j', (versions) => {
    expect(() => migrate(open(), versions.map((version) => ({ version, up: () => undefined })))).toThrow(RangeError);
  });
});
