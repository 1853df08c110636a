import Database from 'better-sqlite3';
import type { SqlValue, WritableDb } from './db.ts';

export interface OpenOptions {
  readonly file: string;
  /** The raw key: exactly 64 hex digits. */
  readonly keyHex: string;
  /** FULL for what exists nowhere else, NORMAL for what can be loaded again. */
  readonly synchronous: 'FULL' | 'NORMAL';
  /** Page cache in MiB; encrypted pages are costly to read twice. */
  readonly cacheMib: number;
  /** Path of the driver's native part where the packaged one cannot be loaded. */
  readonly nativeBinding: string | null;
  /** Told once per statement that took longer than `slowQueryMs`; the statement holds no values. */
  readonly onSlow: (sql: string, ms: number) => void;
}

const SLOW_QUERY_MS = 40;
const RAW_KEY = /^[0-9a-f]{64}$/;

/**
 * Opens an encrypted database; throws the driver's error when it is damaged or the key is another one.
 * The only place that touches the driver: `serialize()` would give plaintext and is not offered.
 */
export function openDatabase(options: OpenOptions): WritableDb {
  // A shorter key would silently become a passphrase with a slow derivation.
  if (!RAW_KEY.test(options.keyHex)) throw new RangeError('The database key must be 64 hex digits');
  const db = new Database(options.file, options.nativeBinding === null ? {} : { nativeBinding: options.nativeBinding });
  try {
    db.pragma("cipher='aegis'");
    db.pragma(`key="x'${options.keyHex}'"`);
    db.pragma('journal_mode=WAL');
    db.pragma('temp_store=MEMORY');
    db.pragma(`synchronous=${options.synchronous}`);
    db.pragma(`cache_size=-${options.cacheMib * 1024}`);
    db.pragma('foreign_keys=ON');
    db.prepare('SELECT count(*) FROM sqlite_master').get();
  } catch (error) {
    db.close();
    throw error;
  }
  return handle(db, options.onSlow);
}

function handle(db: Database.Database, onSlow: OpenOptions['onSlow']): WritableDb {
  const statements = new Map<string, Database.Statement<SqlValue[]>>();
  const reported = new Set<string>();
  const prepared = (sql: string): Database.Statement<SqlValue[]> => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const fresh = db.prepare<SqlValue[]>(sql);
    statements.set(sql, fresh);
    return fresh;
  };
  const timed = <T>(sql: string, work: () => T): T => {
    const start = performance.now();
    const result = work();
    const took = performance.now() - start;
    if (took > SLOW_QUERY_MS && !reported.has(sql)) {
      reported.add(sql);
      onSlow(sql.replaceAll(/\s+/g, ' ').slice(0, 120), Math.round(took));
    }
    return result;
  };
  const own = {
    get: <R>(sql: string, ...params: SqlValue[]): R | undefined => timed(sql, () => prepared(sql).get(...params) as R | undefined),
    all: <R>(sql: string, ...params: SqlValue[]): R[] => timed(sql, () => prepared(sql).all(...params) as R[]),
    run: (sql: string, ...params: SqlValue[]): number => timed(sql, () => prepared(sql).run(...params).changes),
    exec: (sql: string): void => void timed(sql, () => db.exec(sql)),
    write: <T>(work: () => T): T => (db.inTransaction ? work() : db.transaction(work).immediate()),
    userVersion: (): number => db.pragma('user_version', { simple: true }) as number,
    setUserVersion: (version: number): void => void db.pragma(`user_version=${Math.trunc(version)}`),
    close: (): void => void db.close(),
  };
  return own as typeof own & WritableDb;
}
