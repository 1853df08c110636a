import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Problem } from '#shared/lib/result.ts';
import { cacheMigrations } from './cache/migrations/list.ts';
import type { WritableDb } from './db.ts';
import { openDatabase, type OpenOptions } from './driver.ts';
import { migrate, type Migration } from './migrate.ts';
import { outboxMigrations } from './outbox/migrations/list.ts';
import type { Reserve } from './reserve.ts';
import { classifyStoreFault, storeProblem, StoreError } from './store-error.ts';

export interface StorePaths {
  readonly dir: string;
  readonly outbox: string;
  readonly cache: string;
  readonly reserve: string;
  readonly keys: string;
  /** Present = the cache was found damaged while running and is to be built anew. */
  readonly cacheDamaged: string;
}

export function storePaths(userDataDir: string): StorePaths {
  const dir = join(userDataDir, 'store');
  return {
    dir, outbox: join(dir, 'outbox.db'), cache: join(dir, 'cache.db'), reserve: join(dir, 'reserve.bin'),
    keys: join(dir, 'device-key.json'), cacheDamaged: join(dir, 'cache.damaged'),
  };
}

export interface Stores {
  readonly outbox: WritableDb;
  readonly cache: WritableDb;
  /** What had to be mended at the opening, to be told once. */
  readonly problem: Problem<ErrorCode> | null;
  close(): void;
}

export interface OpenStoresOptions {
  readonly paths: StorePaths;
  readonly keyHex: string;
  readonly reserve: Reserve;
  readonly nativeBinding: string | null;
  readonly onSlow: OpenOptions['onSlow'];
  /** Names the file a damaged outbox is kept under. */
  readonly now: () => number;
}

/** Makes the folder; STORE_UNWRITABLE or STORE_DISK_FULL when that is not possible. */
export function prepareFolder(paths: StorePaths): void {
  try {
    mkdirSync(paths.dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw classifyStoreFault(error) === 'full' ? storeProblem('STORE_DISK_FULL', undefined, error) : storeProblem('STORE_UNWRITABLE', { dir: paths.dir }, error);
  }
}

type Opened = { readonly kind: 'open'; readonly db: WritableDb } | { readonly kind: 'damaged' | 'notADatabase' };

/**
 * Opens both files. A key that fits neither is STORE_KEY_WRONG and changes nothing; a damaged cache is built
 * anew; a damaged outbox is set aside under another name, never deleted.
 */
export function openStores(options: OpenStoresOptions): Stores {
  const { paths } = options;
  const foundDamaged = existsSync(paths.cacheDamaged);
  if (foundDamaged) {
    removeDatabase(paths.cache);
    rmSync(paths.cacheDamaged, { force: true });
  }
  const cacheExisted = existsSync(paths.cache);
  const outbox = tryOpen(options, paths.outbox, 'FULL', 8, outboxMigrations, true);
  if (outbox.kind === 'notADatabase' && !cacheExisted) throw storeProblem('STORE_KEY_WRONG');
  let cache: Opened;
  try {
    cache = tryOpen(options, paths.cache, 'NORMAL', 96, cacheMigrations, false);
  } catch (error) {
    if (outbox.kind === 'open') outbox.db.close();
    throw error;
  }
  if (outbox.kind === 'notADatabase' && cache.kind === 'notADatabase') throw storeProblem('STORE_KEY_WRONG');
  const mended = foundDamaged || outbox.kind !== 'open' || cache.kind !== 'open';
  if (outbox.kind !== 'open') setAside(paths.outbox, options.now());
  if (cache.kind !== 'open') removeDatabase(paths.cache);
  const stores = {
    outbox: outbox.kind === 'open' ? outbox.db : openFresh(options, paths.outbox, 'FULL', 8, outboxMigrations),
    cache: cache.kind === 'open' ? cache.db : openFresh(options, paths.cache, 'NORMAL', 96, cacheMigrations),
  };
  return {
    ...stores,
    problem: mended ? { code: 'STORE_CORRUPT' } : null,
    close() {
      stores.cache.close();
      stores.outbox.close();
    },
  };
}

function tryOpen(
  options: OpenStoresOptions, file: string, synchronous: OpenOptions['synchronous'], cacheMib: number,
  migrations: readonly Migration[], check: boolean,
): Opened {
  const open = (): Opened => {
    let db: WritableDb | undefined;
    try {
      db = openDatabase({ file, keyHex: options.keyHex, synchronous, cacheMib, nativeBinding: options.nativeBinding, onSlow: options.onSlow });
      migrate(db, migrations);
      if (check && !isSound(db)) throw Object.assign(new Error('quick_check'), { code: 'SQLITE_CORRUPT' });
      return { kind: 'open', db };
    } catch (error) {
      db?.close();
      const fault = classifyStoreFault(error);
      if (fault === 'damaged' || fault === 'notADatabase') return { kind: fault };
      throw error;
    }
  };
  try {
    return open();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    switch (classifyStoreFault(error)) {
      case 'full':
        return retryInReserve(options.reserve, open, error);
      case 'unwritable':
        throw storeProblem('STORE_UNWRITABLE', { dir: options.paths.dir }, error);
      default:
        throw error;
    }
  }
}

function retryInReserve(reserve: Reserve, open: () => Opened, cause: unknown): Opened {
  if (!reserve.free()) throw storeProblem('STORE_DISK_FULL', undefined, cause);
  try {
    return open();
  } catch (error) {
    throw error instanceof StoreError ? error : storeProblem('STORE_DISK_FULL', undefined, error);
  }
}

function openFresh(
  options: OpenStoresOptions, file: string, synchronous: OpenOptions['synchronous'], cacheMib: number, migrations: readonly Migration[],
): WritableDb {
  const opened = tryOpen(options, file, synchronous, cacheMib, migrations, false);
  if (opened.kind !== 'open') throw storeProblem('STORE_CORRUPT');
  return opened.db;
}

function isSound(db: WritableDb): boolean {
  return db.all<{ quick_check: string }>('PRAGMA quick_check(1)')[0]?.quick_check === 'ok';
}

function companions(file: string): string[] {
  return [file, `${file}-wal`, `${file}-shm`];
}

function removeDatabase(file: string): void {
  for (const path of companions(file)) rmSync(path, { force: true });
}

function setAside(file: string, now: number): void {
  for (const path of companions(file)) if (existsSync(path)) renameSync(path, path.replace(file, `${file}.damaged-${now}`));
}
