import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { protocolVersion, sessionPath, sessionRefreshPath, sessionReplySchema } from '#shared/contract/hub.ts';
import { addAccount, listAccounts, resetPassword, setEnabled, unlockAccount } from '../../server/accounts/manage.ts';
import { faultCommand, openDesk, openTestCluster, postJson, startTestHub, testPassword, type TestCluster, type TestHub } from '../support/hub.ts';
import { endAll, finished, run } from '../support/processes.ts';
import { until } from '../support/until.ts';

// Each command of the tool is a process of its own.
vi.setConfig({ testTimeout: 180_000 });

let cluster: TestCluster;
let hub: TestHub;
const change = { at: Date.now(), by: 'tester' };

beforeAll(async () => {
  cluster = await openTestCluster();
  hub = await startTestHub({ cluster });
});
afterEach(endAll);
afterAll(async () => {
  await hub.close();
  await cluster.close();
});

async function tool(url: string, words: string, input?: string): Promise<string> {
  const ran = run('server/accounts/main.ts', [...words.split(' '), '--database-url', url], input === undefined ? {} : { input });
  expect(await finished(ran), ran.err()).toBe(0);
  return ran.out();
}

async function signIn(url: string, agentNo: string, password: string, deskId: string = randomUUID()): ReturnType<typeof postJson> {
  return postJson(url + sessionPath, { agentNo, password, deskId, protocol: protocolVersion });
}

async function logged(agentNo: string | null): Promise<unknown[]> {
  const { rows } = await hub.db.sql.query<{ kind: string; detail: unknown }>(
    `select kind, detail from access_log where agent_no is not distinct from $1 and kind !~ '^(signIn|signOut|snapshot)' order by id`, [agentNo],
  );
  return rows.map((row) => [row.kind, row.detail]);
}

const problem = (code: string): unknown => ({ problem: expect.objectContaining({ code }) as unknown });

test('an empty database of one’s own: organisation, first account, a hub, sign-in, a ticket', async () => {
  const url = await cluster.createDatabase();
  for (const words of [
    'org add --id hq --name 总部',
    'org add --id gd --name 广东 --parent hq',
    'org add --id gz --name 广州 --parent /hq/gd/ --area-code 020 --ticket-prefix GZ',
    'org add --id gz-1 --name 受理一班 --parent gz',
  ]) await tool(url, words);
  expect(await tool(url, 'org list')).toContain('/hq/gd/gz/\tcity\t广州\t020\tGZ\n');
  const added = await tool(url, 'add --no 5001 --name 测试员 --role agent --org /hq/gd/gz/gz-1/');
  const password = /password: (\S+)/.exec(added)?.[1] ?? '';
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
  expect(added).toMatch(/SIP password: \S+/);
  const given = await tool(url, 'add --no 5600 --name 测试班长 --role lead --org gz-1 --password-stdin', 'Banzhang-2026\nfenji-5600-x\n');
  expect(given).not.toMatch(/password|fenji|Banzhang/);
  expect(await tool(url, 'list')).toMatch(/5001\t测试员\tagent\tgz-1\t可用 enabled\n5600\t/);

  const ran = run('server/main.ts', ['--database-url', url, '--port', '0']);
  await until('the ready line', () => ran.out().includes('\n') || ran.child.exitCode !== null, 60_000);
  const ready = z.object({ url: z.url() }).parse(JSON.parse(ran.out()));
  const deskId = randomUUID();
  const session = sessionReplySchema.parse((await signIn(ready.url, '5001', password, deskId)).body);
  expect(session.agent).toMatchObject({ name: '测试员', orgPath: ['广东', '广州', '受理一班'], areaCode: '020' });
  const desk = await openDesk(ready.url, { ...session, deskId });
  expect(await desk.call('scope.list', {})).toMatchObject({ ok: true, value: { scopes: ['city:020'] } });
  const fault = faultCommand('5001', Date.now(), { payload: { acceptOrg: 'gz-1', serviceOrg: 'gz-1' } });
  expect(await desk.call('command.submit', { commands: [fault] })).toMatchObject({ ok: true, value: { outcomes: [{ status: 'applied' }] } });
  expect(sessionReplySchema.parse((await signIn(ready.url, '5600', 'Banzhang-2026')).body).sip.password).toBe('fenji-5600-x');

  expect(await tool(url, 'disable --no 5001')).toContain('sessions ended: 1');
  await until('the desk is told', () => desk.ended.length > 0);
  expect(desk.ended).toEqual([{ code: 'AUTH_DISABLED' }]);
  desk.close();
});

test('S-107 disabling ends every session of the account: sockets, refresh and access tokens; enabling lets it in again', async () => {
  const [one, two, other] = [await hub.desk('8001'), await hub.desk('8001'), await hub.desk('8002')];
  expect(await setEnabled(hub.db, '8001', false, change)).toBe(2);
  const { deskId, refreshToken } = one.session;
  expect(await postJson(hub.url + sessionRefreshPath, { refreshToken, deskId, protocol: protocolVersion })).toEqual({ status: 403, body: problem('AUTH_DISABLED') });
  await expect(openDesk(hub.url, one.session)).rejects.toMatchObject({ cause: problem('AUTH_DISABLED') });
  await until('both sockets are closed', () => !one.socket.connected && !two.socket.connected);
  expect([one.ended, two.ended, other.ended]).toEqual([[{ code: 'AUTH_DISABLED' }], [{ code: 'AUTH_DISABLED' }], []]);
  expect(await other.call('hub.ping', {})).toMatchObject({ ok: true });
  expect(await signIn(hub.url, '8001', testPassword)).toEqual({ status: 403, body: problem('AUTH_DISABLED') });
  await setEnabled(hub.db, '8001', true, change);
  expect((await postJson(hub.url + sessionRefreshPath, { refreshToken, deskId, protocol: protocolVersion })).status).toBe(401);
  (await hub.desk('8001')).close();
  expect(await logged('8001')).toEqual([['accountDisabled', { sessions: 2, by: 'tester' }], ['accountEnabled', { sessions: 0, by: 'tester' }]]);
});

test('S-107 a new password ends the sessions of the old one, lifts a lock, and is the only one that works', async () => {
  const desk = await hub.desk('8003');
  for (let i = 0; i < 5; i += 1) await signIn(hub.url, '8003', 'wrong');
  expect(await resetPassword(hub.db, '8003', 'Xin-Kouling-1', change)).toBe(1);
  await until('the socket is closed', () => !desk.socket.connected);
  expect(desk.ended).toEqual([{ code: 'AUTH_TOKEN_BAD' }]);
  expect((await signIn(hub.url, '8003', testPassword)).status).toBe(401);
  expect((await signIn(hub.url, '8003', 'Xin-Kouling-1')).status).toBe(201);
  expect(await logged('8003')).toEqual([['passwordReset', { sessions: 1, by: 'tester' }]]);
});

test('S-107 a sign-in that is under way when the account is disabled leaves no session behind', async () => {
  const tries = Promise.all(Array.from({ length: 8 }, () => signIn(hub.url, '8700', testPassword)));
  await until('the first is in', async () => ((await hub.db.sql.query(`select 1 from sessions where agent_no = '8700'`)).rowCount ?? 0) > 0);
  await setEnabled(hub.db, '8700', false, change);
  await tries;
  const { rows } = await hub.db.sql.query(`select count(*)::int as live from sessions where agent_no = '8700' and ended_at is null`);
  expect(rows).toEqual([{ live: 0 }]);
});

test('S-104 unlocking lets the right password in at once', async () => {
  for (let i = 0; i < 5; i += 1) await signIn(hub.url, '8004', 'wrong');
  expect((await signIn(hub.url, '8004', testPassword)).status).toBe(423);
  expect((await listAccounts(hub.db.sql, hub.now())).find((account) => account.no === '8004')?.lockedMinutes).toBe(15);
  await unlockAccount(hub.db, '8004', change);
  expect((await signIn(hub.url, '8004', testPassword)).status).toBe(201);
  expect(await logged('8004')).toEqual([['accountUnlocked', { by: 'tester' }]]);
});

test('what cannot be done is refused by name and changes nothing', async () => {
  const refused = (option: string): object => ({ problem: { code: 'OPTION_INVALID', params: expect.objectContaining({ option }) as unknown } });
  const account = { no: '7001', name: '甲', role: 'agent', org: 'fz-1', password: 'x'.repeat(12), sipPassword: 'y'.repeat(12) } as const;
  await expect(addAccount(hub.db, { ...account, no: '8001' }, change)).rejects.toMatchObject(refused('--no'));
  await expect(addAccount(hub.db, { ...account, org: 'nowhere' }, change)).rejects.toMatchObject(refused('--org'));
  await expect(addAccount(hub.db, { ...account, org: 'fj' }, change)).rejects.toMatchObject(refused('--org'));
  await expect(unlockAccount(hub.db, '7001', change)).rejects.toMatchObject(refused('--no'));
  await hub.db.sql.query(`update agents set demo = true where no = '8900'`);
  await expect(resetPassword(hub.db, '8900', 'x'.repeat(12), change)).rejects.toMatchObject(refused('--no'));
  const { rowCount } = await hub.db.sql.query(`select 1 from agents where no = '7001'`);
  expect(rowCount).toBe(0);

  const cases = [
    'org add --id hq2 --name 另一总部', 'org add --id x --name 无区号 --parent fj', 'org add --id x --name 同区号 --parent fj --area-code 0591 --ticket-prefix XX',
    'org add --id x --name 班下 --parent fz-1', 'org add --id fz-1 --name 重复 --parent fz',
  ].map((words) => ({ words, ran: run('server/accounts/main.ts', [...words.split(' '), '--database-url', hub.databaseUrl]) }));
  for (const { words, ran } of cases) {
    expect(await finished(ran), words).toBe(1);
    expect(ran.err(), words).toMatch(/选项 --[a-z-]+ 无效：.+\nOption --[a-z-]+ is not valid: .+\[OPTION_INVALID\]/);
    expect(ran.out()).toBe('');
  }
});
