import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { emptyFaultDraft } from '#shared/domain/intake-form.ts';
import { openDatabase } from './driver.ts';
import { withReserve } from './full-disk.ts';
import { findDraft, saveDraft, type StoredDraft } from './outbox/drafts.ts';
import { fileReserve, RESERVE_BYTES, type Reserve } from './reserve.ts';
import { StoreError } from './store-error.ts';
import { openStores, prepareFolder, storePaths, type StorePaths, type Stores } from './stores.ts';

const key = 'ab'.repeat(32);
const otherKey = 'cd'.repeat(32);
const secret = '张三丰 13312345678 秘密';
const noReserve: Reserve = { free: () => false, hold: () => true };

let paths: StorePaths;

beforeEach(() => {
  paths = storePaths(mkdtempSync(join(tmpdir(), 'wanhao-store-')));
  prepareFolder(paths);
});

const open = (keyHex = key, reserve = noReserve): Stores =>
  openStores({ paths, keyHex, reserve, nativeBinding: null, onSlow: () => undefined, now: () => 1234 });
const draft = (id = 'd1', description = secret): StoredDraft => ({
  id, author: '8001', callId: null, customerId: null, fault: { ...emptyFaultDraft, description }, openedAt: 1, savedAt: 1, provisionalNo: null,
  discardedAt: null, replaces: null,
});
const codeOf = (work: () => unknown): ErrorCode | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof StoreError) return error.problem.code;
    throw error;
  }
};
const flipByte = (file: string, at: number): void => {
  const bytes = readFileSync(file);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.from([(bytes[at] ?? 0) ^ 0xff]), 0, 1, at);
  closeSync(handle);
};

describe('the encrypted stores', () => {
  it('keep nothing readable on the disk, the write-ahead log included', () => {
    const stores = open();
    saveDraft(stores.outbox, draft());
    const files = readdirSync(paths.dir);
    expect(files).toContain('outbox.db-wal');
    for (const file of files) {
      const bytes = readFileSync(join(paths.dir, file));
      expect(bytes.includes(Buffer.from('秘密'))).toBe(false);
      expect(bytes.includes(Buffer.from('13312345678'))).toBe(false);
      expect(bytes.includes(Buffer.from('SQLite format 3'))).toBe(false);
    }
    stores.close();
  });

  it('cannot be opened without the key by the plain driver', () => {
    open().close();
    const plain = new Database(paths.outbox);
    expect(() => plain.prepare('SELECT count(*) FROM sqlite_master').get()).toThrow(/not a database/);
    plain.close();
  });

  it('answer STORE_KEY_WRONG to another key and change nothing', () => {
    const stores = open();
    saveDraft(stores.outbox, draft());
    stores.close();
    const before = readFileSync(paths.outbox);
    expect(codeOf(() => open(otherKey))).toBe('STORE_KEY_WRONG');
    expect(readFileSync(paths.outbox).equals(before)).toBe(true);
    const again = open();
    expect(findDraft(again.outbox, '8001', 'd1')?.fault.description).toBe(secret);
    again.close();
  });

  it.each(['', 'ab', 'AB'.repeat(32), `${'ab'.repeat(31)}zz`, 'ab'.repeat(33)])('refuse the key %j: a short one would silently become a passphrase', (bad) => {
    expect(() => openDatabase({ file: join(paths.dir, 'x.db'), keyHex: bad, synchronous: 'FULL', cacheMib: 2, nativeBinding: null, onSlow: () => undefined })).toThrow(RangeError);
  });

  it('build a damaged cache anew and keep the outbox', () => {
    const stores = open();
    saveDraft(stores.outbox, draft());
    stores.cache.write(() => stores.cache.run(`INSERT INTO scopes (scope, epoch, xid, seq) VALUES ('city:0591', 'e', '1', '1')`));
    stores.close();
    flipByte(paths.cache, 5_000);
    for (let page = 0; page * 4_096 < statSync(paths.cache).size; page++) flipByte(paths.cache, page * 4_096 + 2_000);
    const again = open();
    expect(again.problem).toEqual({ code: 'STORE_CORRUPT' });
    expect(again.cache.all('SELECT * FROM scopes')).toEqual([]);
    expect(findDraft(again.outbox, '8001', 'd1')).not.toBeNull();
    again.close();
  });

  it('set a damaged outbox aside under another name, never deleting it', () => {
    const stores = open();
    for (let i = 0; i < 200; i++) saveDraft(stores.outbox, draft(`d${i}`, `${secret} ${i}`.repeat(5)));
    stores.close();
    const damaged = readFileSync(paths.outbox).length;
    flipByte(paths.outbox, 3 * 4_096 + 100);
    flipByte(paths.outbox, damaged - 3_000);
    const again = open();
    expect(again.problem).toEqual({ code: 'STORE_CORRUPT' });
    expect(findDraft(again.outbox, '8001', 'd1')).toBeNull();
    expect(readFileSync(`${paths.outbox}.damaged-1234`)).toHaveLength(damaged);
    again.close();
  });

  it('rebuild the cache after it was found damaged while running', () => {
    const stores = open();
    stores.cache.write(() => stores.cache.run(`INSERT INTO scopes (scope, epoch, xid, seq) VALUES ('city:0591', 'e', '1', '1')`));
    stores.close();
    writeFileSync(paths.cacheDamaged, '');
    const again = open();
    expect(again.cache.all('SELECT * FROM scopes')).toEqual([]);
    expect(existsSync(paths.cacheDamaged)).toBe(false);
    again.close();
  });

  it('refuse a database of a newer program and leave it as it is', () => {
    const stores = open();
    stores.outbox.setUserVersion(990);
    stores.close();
    expect(codeOf(() => open())).toBe('STORE_FROM_FUTURE');
    expect(existsSync(paths.outbox)).toBe(true);
  });

  it('answer STORE_UNWRITABLE when the folder cannot be made', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'wanhao-store-')), 'file');
    writeFileSync(file, '');
    expect(codeOf(() => prepareFolder(storePaths(file)))).toBe('STORE_UNWRITABLE');
  });
});

describe('a full disk', () => {
  /** The same error a full disk gives: the database may not grow beyond its present pages. */
  const fill = (stores: Stores): void => void stores.outbox.all('PRAGMA max_page_count = 1');
  const widen = (stores: Stores): void => void stores.outbox.all('PRAGMA max_page_count = 1000000');
  const long = draft('long', '描述'.repeat(1_000));
  const saveMany = (db: Stores['outbox']): void => db.write(() => { for (let i = 0; i < 60; i++) saveDraft(db, { ...long, id: `long${i}` }); });

  it('finishes the save in the reserve and says so', () => {
    const stores = open();
    const told: boolean[] = [];
    const outbox = withReserve(stores.outbox, { free: () => { widen(stores); return true; }, hold: () => true }, (saved) => told.push(saved));
    fill(stores);
    saveMany(outbox);
    expect(findDraft(outbox, '8001', 'long59')).not.toBeNull();
    expect(told).toEqual([true]);
    stores.close();
  });

  it('without a reserve refuses with STORE_DISK_FULL, stores nothing of it and goes on reading', () => {
    const stores = open();
    saveDraft(stores.outbox, draft());
    const told: boolean[] = [];
    const outbox = withReserve(stores.outbox, noReserve, (saved) => told.push(saved));
    fill(stores);
    expect(codeOf(() => saveMany(outbox))).toBe('STORE_DISK_FULL');
    expect(findDraft(outbox, '8001', 'long0')).toBeNull();
    expect(findDraft(outbox, '8001', 'd1')).not.toBeNull();
    widen(stores);
    saveMany(outbox);
    expect(findDraft(outbox, '8001', 'long0')).not.toBeNull();
    expect(told).toEqual([false]);
    stores.close();
  });

  it('holds real bytes in reserve and gives them back once', () => {
    const reserve = fileReserve(paths.reserve);
    expect(reserve.hold()).toBe(true);
    expect(statSync(paths.reserve).size).toBe(RESERVE_BYTES);
    expect(statSync(paths.reserve).blocks * 512).toBeGreaterThanOrEqual(RESERVE_BYTES);
    expect([reserve.free(), reserve.free()]).toEqual([true, false]);
  });
});
