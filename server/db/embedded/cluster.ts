import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, chown, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { locateNative, makeReachable, prepareBinaries, reachableByOthers, type PostgresBinaries } from './binaries.ts';
import { withLockFile } from './lock-file.ts';
import { serverOwner, type ServerOwner } from './owner.ts';

/**
 * A real PostgreSQL for demo, development and tests: NOT FOR PRODUCTION (no backup tools, no replica, one
 * disk). It outlives a killed owner; the next one adopts it, and whoever leaves last stops it.
 */
export interface EmbeddedCluster {
  readonly url: string;
  /** `adopted`: it was already running, left by a killed run or held by another process of this state folder. */
  readonly origin: 'started' | 'adopted';
  /** Stops the server unless another process still uses it. Close your own connections first. */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly stateDir: string;
  /** Extra server settings, e.g. `{ fsync: 'off' }` for throw-away tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where files go when root's state folder lies in one that is closed to other users. */
  readonly systemHome?: string;
}

const DATABASE = 'wanhao';
const USER = 'wanhao';
const SYSTEM_HOME = '/var/lib/wanhao-desk';

const recordSchema = z.object({ port: z.number().int(), password: z.string().min(16), dataDir: z.string().min(1) });
type ClusterRecord = z.infer<typeof recordSchema>;

export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedCluster> {
  const owner = await serverOwner();
  await mkdir(options.stateDir, { recursive: true, mode: owner === null ? 0o700 : 0o711 });
  const stateDir = await realpath(options.stateDir);
  if (owner !== null) await letOthersThrough(stateDir);
  return withLockFile(join(stateDir, 'postgres.lock'), async () => {
    const systemHome = options.systemHome ?? SYSTEM_HOME;
    const binaries = await prepareBinaries(locateNative(), owner === null ? null : join(systemHome, 'bin'));
    const record = (await readRecord(stateDir)) ?? (await initialise(stateDir, systemHome, binaries, owner));
    const adopted = await adopt(record);
    if (adopted) return handle(record, 'adopted', binaries, owner);
    await stopLeftover(record, binaries, owner);
    const started = await start(stateDir, record, binaries, owner, options.settings ?? {});
    return handle(started, 'started', binaries, owner);
  });
}

/** The server's user must get to its data inside; what lies beside it is 0600. */
async function letOthersThrough(dir: string): Promise<void> {
  const { mode } = await stat(dir);
  if ((mode & constants.S_IXOTH) === 0) await chmod(dir, (mode & 0o777) | constants.S_IXOTH);
}

function handle(record: ClusterRecord, origin: EmbeddedCluster['origin'], binaries: PostgresBinaries, owner: ServerOwner | null): EmbeddedCluster {
  return {
    url: urlOf(record, DATABASE),
    origin,
    async close() {
      if (await staysInUse(record)) return;
      await pgCtl(['stop', '-D', record.dataDir, '-m', 'fast', '-w', '-t', '30'], record.dataDir, binaries, owner);
    },
  };
}

function urlOf(record: ClusterRecord, database: string): string {
  return `postgres://${USER}:${record.password}@127.0.0.1:${record.port}/${database}`;
}

async function readRecord(stateDir: string): Promise<ClusterRecord | null> {
  try {
    const record = recordSchema.parse(JSON.parse(await readFile(join(stateDir, 'postgres.json'), 'utf8')));
    await readFile(join(record.dataDir, 'PG_VERSION'));
    return record;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function writeRecord(stateDir: string, record: ClusterRecord): Promise<void> {
  const file = join(stateDir, 'postgres.json');
  await writeFile(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Makes the cluster beside its final place and renames it, so that a killed initdb leaves nothing half-made. */
async function initialise(stateDir: string, systemHome: string, binaries: PostgresBinaries, owner: ServerOwner | null): Promise<ClusterRecord> {
  const inside = owner === null || (await reachableByOthers(stateDir));
  const home = inside ? join(stateDir, 'postgres') : join(systemHome, createHash('sha256').update(stateDir).digest('hex').slice(0, 16));
  const dataDir = join(home, 'data');
  const fresh = join(home, 'data.new');
  if (inside) await mkdir(home, { recursive: true, mode: 0o700 });
  else await makeReachable(home);
  const orphan = await readFile(join(dataDir, 'PG_VERSION')).catch(() => null);
  if (orphan !== null) throw new Error(`${dataDir} holds a database but ${join(stateDir, 'postgres.json')} is missing; put it back or move the database away`);
  await Promise.all([rm(fresh, { recursive: true, force: true }), rm(dataDir, { recursive: true, force: true })]);
  if (owner !== null) await chown(home, owner.uid, owner.gid);

  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(home, 'password.once');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner !== null) await chown(passwordFile, owner.uid, owner.gid);
  try {
    await execute(
      binaries.initdb,
      [`--pgdata=${fresh}`, `--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'],
      home,
      owner,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  // The record first: without the data it is ignored, but data without its password is lost.
  const record = { port: await freePort(), password, dataDir };
  await writeRecord(stateDir, record);
  await rename(fresh, dataDir);
  return record;
}

/** True if the server of this data folder answers with our password. Waits a little for one that is still recovering. */
async function adopt(record: ClusterRecord): Promise<boolean> {
  if ((await postmasterPid(record)) === null) return false;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const found = await withClient(record, 'postgres', async (client) => {
      const { rows } = await client.query<{ dir: string }>(`select current_setting('data_directory') as dir`);
      return rows[0]?.dir === record.dataDir;
    }).catch(() => null);
    if (found !== null) return found;
    await delay(100);
    if ((await postmasterPid(record)) === null) return false;
  }
  return false;
}

/** Stops a server that runs on our data but does not answer; removes a pid file whose process is something else. */
async function stopLeftover(record: ClusterRecord, binaries: PostgresBinaries, owner: ServerOwner | null): Promise<void> {
  const pid = await postmasterPid(record);
  if (pid === null) return;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (commandLine !== null && !commandLine.includes('postgres')) {
    await rm(join(record.dataDir, 'postmaster.pid'), { force: true });
    return;
  }
  const stop = (mode: string): Promise<void> =>
    pgCtl(['stop', '-D', record.dataDir, '-m', mode, '-w', '-t', '10'], record.dataDir, binaries, owner);
  await stop('fast').catch(() => stop('immediate'));
}

/** The pid in postmaster.pid if that process is alive. */
async function postmasterPid(record: ClusterRecord): Promise<number | null> {
  const text = await readFile(join(record.dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? pid : null;
  }
}

async function start(
  stateDir: string,
  record: ClusterRecord,
  binaries: PostgresBinaries,
  owner: ServerOwner | null,
  settings: Readonly<Record<string, string>>,
): Promise<ClusterRecord> {
  let current = record;
  if (!(await portIsFree(record.port))) {
    current = { ...record, port: await freePort() };
    await writeRecord(stateDir, current);
  }
  const flags = {
    port: String(current.port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    timezone: 'UTC',
    log_min_messages: 'warning',
    ...settings,
  };
  const line = Object.entries(flags).map(([name, value]) => `-c ${name}=${value === '' ? "''" : value}`).join(' ');
  const log = join(record.dataDir, 'server.log');
  await pgCtl(['start', '-D', record.dataDir, '-w', '-t', '60', '-l', log, '-o', line], record.dataDir, binaries, owner).catch(
    async (error: unknown) => {
      const tail = (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(-6).join('\n');
      throw new Error(`PostgreSQL did not start:\n${tail}`, { cause: error });
    },
  );
  await withClient(current, 'postgres', async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
  return current;
}

/** Our own connections, just closed, take the server a moment to forget. */
async function staysInUse(record: ClusterRecord): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (!(await usedByOthers(record))) return false;
    await delay(100);
  }
  return true;
}

async function usedByOthers(record: ClusterRecord): Promise<boolean> {
  try {
    return await withClient(record, 'postgres', async (client) => {
      const { rows } = await client.query<{ others: number }>(
        `select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
      return (rows[0]?.others ?? 0) > 0;
    });
  } catch {
    return false;
  }
}

async function withClient<T>(record: ClusterRecord, database: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf(record, database), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function pgCtl(args: readonly string[], cwd: string, binaries: PostgresBinaries, owner: ServerOwner | null): Promise<void> {
  await execute(binaries.pgCtl, args, cwd, owner);
}

/** No pipes: the server inherits them from pg_ctl and would hold them open. */
function execute(file: string, args: readonly string[], cwd: string, owner: ServerOwner | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      stdio: 'ignore',
      env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' },
      ...(owner === null ? {} : owner),
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${file} ${args[0] ?? ''} ended with ${code ?? signal ?? 'nothing'}`));
    });
  });
}

function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
