import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { protocolVersion, sessionPath, sessionReplySchema } from '#shared/contract/hub.ts';
import { faultCommand, openDesk, postJson, type TestDesk } from '../support/hub.ts';
import { end, endAll, finished, run, type Ran } from '../support/processes.ts';
import { until } from '../support/until.ts';

// Each test starts whole processes, some of them several times.
vi.setConfig({ testTimeout: 120_000 });

const deskId = '3b1f8a52-5a3e-4d0e-9f5b-0a4f2c7d9e11';
const accountsSchema = z.array(z.object({ agentNo: z.string(), password: z.string(), role: z.string(), name: z.string() }));
let stateDir: string;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'wanhao-process-'));
});
afterEach(endAll);
afterAll(async () => {
  await rm(stateDir, { recursive: true, force: true });
});

const readySchema = z.object({ ready: z.literal(true), url: z.url(), hubId: z.uuid() });

async function startHub(...args: readonly string[]): Promise<Ran & { readonly url: string; readonly hubId: string }> {
  const ran = run('server/main.ts', ['--state-dir', stateDir, '--port', '0', ...args]);
  await until('the ready line', () => {
    if (ran.child.exitCode !== null) throw new Error(`hub ended: ${ran.err()}`);
    return ran.out().includes('\n');
  }, 40_000);
  return { ...ran, ...readySchema.parse(JSON.parse(ran.out().split('\n')[0] ?? '')) };
}

async function passwordOf(agentNo: string): Promise<string> {
  const accounts = accountsSchema.parse(JSON.parse(await readFile(join(stateDir, 'demo-accounts.json'), 'utf8')));
  return accounts.find((account) => account.agentNo === agentNo)?.password ?? '';
}

async function deskAt(url: string): Promise<TestDesk> {
  const reply = await postJson(url + sessionPath, { agentNo: '8001', password: await passwordOf('8001'), deskId, protocol: protocolVersion });
  return openDesk(url, { ...sessionReplySchema.parse(reply.body), deskId });
}

/** The server's pid file goes with the server; a process id may linger as a zombie where nobody collects it. */
async function postmasterPid(): Promise<number | null> {
  const record = z.object({ dataDir: z.string() }).parse(JSON.parse(await readFile(join(stateDir, 'postgres.json'), 'utf8')));
  const text = await readFile(join(record.dataDir, 'postmaster.pid'), 'utf8').catch(() => null);
  return text === null ? null : Number.parseInt(text, 10);
}

async function unusedPort(): Promise<number> {
  const server = await listening();
  const { port } = server;
  await new Promise<void>((done) => server.server.close(() => done()));
  return port;
}

async function listening(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

test('first start: ready line, private files, sign-in; SIGTERM stops PostgreSQL too; a restart keeps data and hub id', async () => {
  const first = await startHub();
  for (const file of ['demo-accounts.json', 'sip-users.json', 'postgres.json']) expect((await stat(join(stateDir, file))).mode & 0o777).toBe(0o600);
  const password = await passwordOf('8001');
  const sip = z.record(z.string(), z.string()).parse(JSON.parse(await readFile(join(stateDir, 'sip-users.json'), 'utf8')));
  const desk = await deskAt(first.url);
  expect(desk.session.sip.password).toBe(sip['8001']);
  const command = faultCommand('8001', Date.now());
  expect(await desk.call('command.submit', { commands: [command] })).toMatchObject({ ok: true });
  desk.close();
  expect(await postmasterPid()).not.toBeNull();
  await end(first.child, 'SIGTERM');
  expect(first.child.exitCode).toBe(0);
  expect(await postmasterPid()).toBeNull();

  const second = await startHub();
  expect(second.hubId).toBe(first.hubId);
  expect(await passwordOf('8001')).toBe(password);
  const back = await deskAt(second.url);
  const page = await back.call('snapshot.page', { scope: 'city:0591', entity: 'ticket', after: null, limit: 10 });
  expect(page.ok && page.value.rows.map((row) => row.id)).toEqual([command.entityId]);
  back.close();
});

test('a PostgreSQL left by a killed hub is adopted, with its data, and stopped at the end', async () => {
  const killed = await startHub();
  await end(killed.child, 'SIGKILL');
  const pid = await postmasterPid();
  expect(pid).not.toBeNull();
  const next = await startHub();
  expect(await postmasterPid()).toBe(pid);
  (await deskAt(next.url)).close();
  await end(next.child, 'SIGINT');
  expect(await postmasterPid()).toBeNull();
});

test('a PostgreSQL left behind that no longer lets us in is stopped and started anew', async () => {
  const killed = await startHub();
  await end(killed.child, 'SIGKILL');
  const pid = await postmasterPid();
  const file = join(stateDir, 'postgres.json');
  const record = z.looseObject({ port: z.number() }).parse(JSON.parse(await readFile(file, 'utf8')));
  // As if it still listened where an earlier record said.
  await writeFile(file, JSON.stringify({ ...record, port: await unusedPort() }), { mode: 0o600 });
  const next = await startHub();
  expect(await postmasterPid()).not.toBe(pid);
  (await deskAt(next.url)).close();
});

test('seeding works beside a running hub and beside none; the hub outlives it; --if-empty leaves a city alone', async () => {
  const hub = await startHub();
  const seed = run('server/seed/main.ts', ['--state-dir', stateDir, '--customers', '40', '--seed', 'a']);
  expect(await finished(seed), seed.err()).toBe(0);
  expect(JSON.parse(seed.out())).toMatchObject({ seeded: true, customers: 40 });
  const desk = await deskAt(hub.url);
  expect(await desk.call('snapshot.open', { scope: 'city:0591' })).toMatchObject({ ok: true, value: { counts: { customer: 40, outage: 4 } } });
  desk.close();
  await end(hub.child, 'SIGTERM');
  const again = run('server/seed/main.ts', ['--state-dir', stateDir, '--if-empty']);
  expect(await finished(again), again.err()).toBe(0);
  expect(JSON.parse(again.out())).toMatchObject({ seeded: false });
  expect(await postmasterPid()).toBeNull();
  expect((await stat(join(stateDir, 'demo-callers.json'))).mode & 0o777).toBe(0o600);
});

test('a taken port, a bad option, an outside address, an unreachable database: a coded message and exit 1', async () => {
  const { server: taken, port } = await listening();
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['--port', String(port)], 'PORT_TAKEN'],
    [['--port', 'many'], 'CONFIG_INVALID'],
    [['--nonsense'], 'CONFIG_INVALID'],
    [['--sip-server', 'http://x'], 'CONFIG_INVALID'],
    [['--tls-cert', '/nowhere.pem', '--tls-key', '/nowhere.key'], 'CONFIG_INVALID'],
    [['--host', '0.0.0.0'], 'TLS_REQUIRED'],
    [['--port', '0', '--database-url', 'postgres://nobody:x@127.0.0.1:1/none'], 'HUB_DATABASE_DOWN'],
  ];
  const refused = cases.map(([args, code]) => ({ args, code, ran: run('server/main.ts', ['--state-dir', stateDir, ...args]) }));
  for (const { args, code, ran } of refused) {
    expect(await finished(ran)).toBe(1);
    expect(ran.err(), args.join(' ')).toContain(`[${code}]`);
    expect(ran.out()).toBe('');
  }
  const seed = run('server/seed/main.ts', ['--state-dir', stateDir, '--customers', '3']);
  expect(await finished(seed)).toBe(1);
  expect(seed.err()).toContain('[OPTION_INVALID]');
  taken.close();
});

test('--help in both languages', async () => {
  for (const script of ['server/main.ts', 'server/seed/main.ts', 'server/accounts/main.ts']) {
    const ran = run(script, ['--help']);
    expect(await finished(ran)).toBe(0);
    expect(ran.out()).toMatch(/用法 \/ Usage/);
  }
});
