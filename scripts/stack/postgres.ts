import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { SetupProblem, say } from '../setup/say.mjs';

/** The oldest PostgreSQL the hub takes, as Debian 12 ships it. */
const PACKAGE = 'postgresql-15';
const BIN = '/usr/lib/postgresql/15/bin';

/** A throw-away server of Debian's own PostgreSQL. */
export interface SystemPostgres {
  /** As a role that may create databases and nothing more, like one an operator hands out. */
  readonly url: string;
  /** What the server says it is. */
  readonly version: string;
  stop(): void;
}

/**
 * Starts Debian's PostgreSQL on a free port with data in a temporary folder; as root it is installed first
 * where it is missing. Its time zone is not the hub's default, as on an operator's machine.
 * @throws SetupProblem when it is missing and cannot be installed
 */
export async function startSystemPostgres(): Promise<SystemPostgres> {
  ensureInstalled();
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : null;
  const dir = mkdtempSync(join(tmpdir(), 'wanhao-postgres-'));
  const [dataDir, log] = [join(dir, 'data'), join(dir, 'server.log')];
  const run = (program: string, args: readonly string[]): boolean =>
    spawnSync(join(BIN, program), args, { cwd: dir, stdio: 'ignore', env: { ...process.env, LC_ALL: 'C.UTF-8' }, ...owner }).status === 0;
  const stop = (): void => {
    run('pg_ctl', ['stop', '-D', dataDir, '-m', 'immediate', '-w']);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    chmodSync(dir, 0o700);
    const password = randomBytes(18).toString('base64url');
    const passwordFile = join(dir, 'password');
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (owner !== null) for (const path of [dir, passwordFile]) chownSync(path, owner.uid, owner.gid);
    const port = await freePort();
    const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: "''", timezone: 'Asia/Shanghai', fsync: 'off' };
    const line = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`).join(' ');
    const started =
      run('initdb', [`--pgdata=${dataDir}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8']) &&
      run('pg_ctl', ['start', '-D', dataDir, '-w', '-t', '60', '-l', log, '-o', line]);
    if (!started) {
      const tail = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-6).join('\n') : '';
      throw new SetupProblem(`${PACKAGE} 未能启动。\n${tail}`, `${PACKAGE} did not start.`);
    }
    const version = await addRole(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`, password);
    return { url: `postgres://wanhao_test:${password}@127.0.0.1:${port}/postgres`, version, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function ensureInstalled(): void {
  if (existsSync(join(BIN, 'postgres'))) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGE}`;
  if (process.getuid?.() === 0) {
    say(`正在安装 ${PACKAGE}`, `Installing ${PACKAGE}`);
    const result = spawnSync('sh', ['-c', command], { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    if (result.status === 0 && existsSync(join(BIN, 'postgres'))) return;
    process.stderr.write(`${result.stdout}\n${result.stderr}\n`);
  }
  throw new SetupProblem(`缺少 ${PACKAGE}。请由管理员运行：\n  ${command}`, `${PACKAGE} is missing. Have an administrator run:\n  ${command}`);
}

/** Debian's package brings the user; PostgreSQL refuses to run as root. */
function idOf(which: '-u' | '-g'): number {
  return Number.parseInt(spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout, 10);
}

async function addRole(url: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create role wanhao_test login createdb password '${password}'`);
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
    return rows[0]?.version ?? '?';
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
