import pg from 'pg';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { StartupError } from '../startup-error.ts';
import { migrate } from './migrations.ts';

/** Anything a query can be sent to: a pooled connection inside a transaction, or the pool for single reads. */
export type Sql = Pick<pg.ClientBase, 'query'>;

/** The hub's own door to PostgreSQL. */
export interface Database {
  readonly serverVersion: number;
  /** For single statements. */
  readonly sql: Sql;
  /** Runs `work` in one short transaction; what it throws rolls back. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** One consistent read of several statements. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly connections?: number;
  /** `bulk` lifts the limits on the length of a transaction, for imports. */
  readonly work?: 'serve' | 'bulk';
  readonly onConnectionLost?: (error: Error) => void;
}

const OLDEST = 15;
const NEWEST = 18;

/** Connects, refuses versions we have not tested, migrates, and opens the pool. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const serverVersion = await prepare(options.url);
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: 'wanhao-hub',
    max: options.connections ?? 16,
    connectionTimeoutMillis: 3_000,
    options: sessionLimits(options.work ?? 'serve', serverVersion),
  });
  pool.on('error', (error) => options.onConnectionLost?.(error));
  // A connection lost while in use fails its query and also emits: unheard, that would end the process.
  pool.on('connect', (client) => void client.on('error', (error) => options.onConnectionLost?.(error)));
  const inTransaction = async <T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(begin);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((rollbackError: unknown) => {
        broken = rollbackError instanceof Error ? rollbackError : new Error('rollback failed');
      });
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return {
    serverVersion,
    sql: pool,
    transaction: (work) => inTransaction('begin', work),
    snapshot: (work) => inTransaction('begin isolation level repeatable read read only', work),
    close: () => pool.end(),
  };
}

async function prepare(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'wanhao-hub', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw new StartupError({ code: 'HUB_DATABASE_DOWN' }, { cause: error });
  });
  try {
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    const serverVersion = Math.trunc(Number(rows[0]?.version ?? 0) / 10_000);
    assertSupported(serverVersion);
    await migrate(client);
    return serverVersion;
  } finally {
    await client.end();
  }
}

export function assertSupported(major: number): void {
  if (major < OLDEST || major > NEWEST) throw new StartupError({ code: 'DATABASE_UNSUPPORTED', params: { version: major } });
}

/** One open write transaction holds every feed back, so all of them are bounded; `transaction_timeout` came with 17. */
function sessionLimits(work: 'serve' | 'bulk', serverVersion: number): string {
  if (work === 'bulk') return '';
  const limits = ['statement_timeout=10s', 'lock_timeout=5s', 'idle_in_transaction_session_timeout=10s'];
  if (serverVersion >= 17) limits.push('transaction_timeout=15s');
  return limits.map((limit) => `-c ${limit}`).join(' ');
}

/** What a failed query means to a peer; null = a bug of ours. */
export function databaseProblem(error: unknown): Extract<ErrorCode, 'HUB_DATABASE_DOWN' | 'HUB_BUSY'> | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (['40001', '40P01', '55P03', '57014', '53300', '25P03', '25P04'].includes(code)) return 'HUB_BUSY';
  if (/^(08|57P|ECONN|EPIPE|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT)/.test(code)) return 'HUB_DATABASE_DOWN';
  // The pool's own words when every connection is taken.
  if (/timeout exceeded when trying to connect/i.test(error.message)) return 'HUB_BUSY';
  if (/connection terminated|client has encountered a connection error/i.test(error.message)) return 'HUB_DATABASE_DOWN';
  return null;
}
