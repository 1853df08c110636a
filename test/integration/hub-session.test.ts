import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { healthReplySchema, protocolVersion, sessionReplySchema, type SessionReply } from '#shared/contract/hub.ts';
import { io } from 'socket.io-client';
import { openDesk, openTestCluster, postJson, startTestHub, testPassword, type TestCluster, type TestHub } from '../support/hub.ts';
import { until } from '../support/until.ts';

let cluster: TestCluster;
let hub: TestHub;

beforeAll(async () => {
  cluster = await openTestCluster();
  hub = await startTestHub({ cluster });
});
afterAll(async () => {
  await hub.close();
  await cluster.close();
});
beforeEach(async () => {
  await hub.db.sql.query('delete from sign_in_attempts');
});

function signIn(agentNo: string, password: string, change: Readonly<Record<string, unknown>> = {}): ReturnType<typeof postJson> {
  return postJson(`${hub.url}/v1/session`, { agentNo, password, deskId: randomUUID(), protocol: protocolVersion, ...change });
}

function refresh(refreshToken: string, deskId: string, protocol = protocolVersion): ReturnType<typeof postJson> {
  return postJson(`${hub.url}/v1/session/refresh`, { refreshToken, deskId, protocol });
}

const problem = (code: string, params?: unknown): unknown => ({ problem: expect.objectContaining({ code, ...(params === undefined ? {} : { params }) }) as unknown });

test('signing in gives tokens, profile, SIP account and the offline window', async () => {
  const reply = sessionReplySchema.parse((await signIn('8001', testPassword)).body);
  expect(reply.agent).toMatchObject({ no: '8001', role: 'agent', orgId: 'fz-1', orgPath: ['福建', '福州', '受理一班'], areaCode: '0591' });
  expect(reply.sip).toMatchObject({ user: '8001', password: 'sip-8001', servers: ['ws://127.0.0.1:7360'] });
  expect(reply.sip.expiresAt - reply.hubTime).toBe(12 * 3_600_000);
  expect(reply.accessExpiresAt - reply.hubTime).toBeGreaterThan(14 * 60_000);
});

test('S-104 five wrong passwords lock the number for fifteen minutes, the right one does not help, then it does', async () => {
  for (const left of [4, 3, 2, 1]) expect((await signIn('8002', 'wrong')).body).toEqual(problem('AUTH_BAD_CREDENTIALS', { left }));
  expect(await signIn('8002', 'wrong')).toEqual({ status: 423, body: problem('AUTH_LOCKED', { minutes: 15 }) });
  expect((await signIn('8002', testPassword)).status).toBe(423);
  hub.advance(15 * 60_000 + 1);
  expect((await signIn('8002', 'wrong')).body).toEqual(problem('AUTH_BAD_CREDENTIALS', { left: 4 }));
  expect((await signIn('8002', testPassword)).status).toBe(201);
  expect((await signIn('8002', 'wrong')).body).toEqual(problem('AUTH_BAD_CREDENTIALS', { left: 4 }));
});

test('S-104 an unknown number gets the same answers in about the same time', async () => {
  const timed = async (no: string): Promise<readonly [unknown, number]> => {
    const started = performance.now();
    const { body } = await signIn(no, 'wrong');
    return [body, performance.now() - started];
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const [a, b] = [await timed('8003'), await timed('7003')];
    expect(a[0]).toEqual(b[0]);
    known.push(a[1]);
    unknown.push(b[1]);
  }
  expect((await signIn('7003', 'wrong')).status).toBe(423);
  // Both derive a key; without that the unknown one would answer tens of times faster.
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 4);
});

test('S-104 a hundred guesses at once are no more than five', async () => {
  const replies = await Promise.all(Array.from({ length: 40 }, () => signIn('8004', 'wrong')));
  expect(replies.filter((reply) => reply.status === 401).length).toBeLessThanOrEqual(4);
  // A hub short of connections may say that it is busy: no guess either.
  expect(new Set(replies.map((reply) => reply.status))).toSatisfy((statuses: Set<number>) => [...statuses].every((status) => [401, 423, 503].includes(status)));
  expect((await signIn('8004', testPassword)).status).toBe(423);
});

test('a disabled account is told so, and only to who knows the password', async () => {
  await hub.db.sql.query(`update agents set enabled = false where no = '8700'`);
  expect(await signIn('8700', testPassword)).toEqual({ status: 403, body: problem('AUTH_DISABLED') });
  expect((await signIn('8700', 'wrong')).body).toEqual(problem('AUTH_BAD_CREDENTIALS', { left: 4 }));
  await hub.db.sql.query(`update agents set enabled = true where no = '8700'`);
});

test('S-100 another protocol version is refused everywhere before anything else is read', async () => {
  const mismatch = problem('HUB_PROTOCOL_MISMATCH', { desk: 99, hub: protocolVersion });
  expect(await postJson(`${hub.url}/v1/session`, { protocol: 99, whatever: true })).toEqual({ status: 426, body: mismatch });
  expect(await refresh('x', randomUUID(), 99)).toEqual({ status: 426, body: mismatch });
  const session = await hub.signIn('8001');
  await expect(openDesk(hub.url, session, { protocol: 99 })).rejects.toMatchObject({ cause: mismatch });
});

test('S-101 refresh tokens rotate; a stolen one used after its successor ends the session and its sockets', async () => {
  const desk = await hub.desk('8001');
  const { deskId, refreshToken } = desk.session;
  const second = sessionReplySchema.parse((await refresh(refreshToken, deskId)).body);
  const third = sessionReplySchema.parse((await refresh(second.refreshToken, deskId)).body);
  expect(await refresh(refreshToken, deskId)).toEqual({ status: 401, body: problem('AUTH_TOKEN_BAD') });
  await until('the session ended event', () => desk.ended.length > 0);
  expect(desk.ended[0]).toMatchObject({ code: 'AUTH_TOKEN_BAD' });
  await until('the socket is closed', () => !desk.socket.connected);
  expect((await refresh(third.refreshToken, deskId)).status).toBe(401);
  await expect(openDesk(hub.url, { ...third, deskId })).rejects.toMatchObject({ cause: problem('AUTH_TOKEN_BAD') });
});

test('S-101 a lost reply is forgiven for two minutes; the token that was never received is dead', async () => {
  const session = await hub.signIn('8001');
  const lost = (await refresh(session.refreshToken, session.deskId)).body as SessionReply;
  const again = sessionReplySchema.parse((await refresh(session.refreshToken, session.deskId)).body);
  expect((await refresh(lost.refreshToken, session.deskId)).status).toBe(401);
  expect((await refresh(again.refreshToken, session.deskId)).status).toBe(200);
  const late = await hub.signIn('8001');
  await refresh(late.refreshToken, late.deskId);
  hub.advance(2 * 60_000 + 1);
  expect((await refresh(late.refreshToken, late.deskId)).status).toBe(401);
});

test('S-101 a refresh token works at its own desk only, and for twelve hours', async () => {
  const session = await hub.signIn('8001');
  expect(await refresh(session.refreshToken, randomUUID())).toEqual({ status: 401, body: problem('AUTH_TOKEN_BAD') });
  hub.advance(12 * 3_600_000 + 1);
  expect(await refresh(session.refreshToken, session.deskId)).toEqual({ status: 401, body: problem('AUTH_TOKEN_EXPIRED') });
});

test('S-102 an expired access token opens no socket; forged and foreign ones neither', async () => {
  const session = await hub.signIn('8001');
  await expect(openDesk(hub.url, session, { deskId: randomUUID() })).rejects.toMatchObject({ cause: problem('AUTH_TOKEN_BAD') });
  await expect(openDesk(hub.url, { ...session, accessToken: `${session.accessToken.slice(0, -4)}AAAA` })).rejects.toMatchObject({ cause: problem('AUTH_TOKEN_BAD') });
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${session.accessToken.split('.')[1] ?? ''}.`;
  await expect(openDesk(hub.url, { ...session, accessToken: none })).rejects.toMatchObject({ cause: problem('AUTH_TOKEN_BAD') });
  hub.advance(16 * 60_000);
  await expect(openDesk(hub.url, session)).rejects.toMatchObject({ cause: problem('AUTH_TOKEN_EXPIRED') });
});

test('S-102 a live socket is told and closed a minute after its token ended, and served until then', async () => {
  const desk = await hub.desk('8001');
  hub.advance(15 * 60_000 + 30_000);
  expect(await desk.call('hub.ping', {})).toMatchObject({ ok: true });
  hub.fireLongTimers();
  await until('the session ended event', () => desk.ended.length > 0);
  expect(desk.ended).toEqual([{ code: 'AUTH_TOKEN_EXPIRED' }]);
  await until('the socket is closed', () => !desk.socket.connected);
});

test('signing out ends session, socket and refresh token', async () => {
  const desk = await hub.desk('8001');
  const { deskId, accessToken, refreshToken } = desk.session;
  const out = await fetch(`${hub.url}/v1/session`, { method: 'DELETE', headers: { authorization: `Bearer ${accessToken}` } });
  expect(out.status).toBe(204);
  await until('the socket is closed', () => !desk.socket.connected);
  expect(desk.ended).toEqual([]);
  expect((await refresh(refreshToken, deskId)).status).toBe(401);
  expect((await fetch(`${hub.url}/v1/session`, { method: 'DELETE', headers: { authorization: `Bearer ${accessToken}` } })).status).toBe(401);
  expect((await fetch(`${hub.url}/v1/session`, { method: 'DELETE' })).status).toBe(401);
});

test('S-105 a browser page is refused by socket and HTTP, and polling is not offered', async () => {
  const session = await hub.signIn('8001');
  const socket = io(hub.url, {
    transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { origin: 'https://evil.example' },
    auth: { token: session.accessToken, deskId: session.deskId, protocol: protocolVersion },
  });
  await new Promise<void>((resolve) => socket.once('connect_error', () => resolve()));
  socket.close();
  const polling = await fetch(`${hub.url}/socket.io/?EIO=4&transport=polling`);
  expect(polling.status).toBe(400);
  const page = await fetch(`${hub.url}/v1/health`, { headers: { origin: 'https://evil.example' } });
  expect(page.status).toBe(403);
});

test('health says who, which epoch and protocol; passwords, names and numbers are not in the log', async () => {
  const health = healthReplySchema.parse(await (await fetch(`${hub.url}/v1/health`)).json());
  expect(health).toMatchObject({ status: 'ok', database: 'ok', protocol: protocolVersion });
  await signIn('8001', 'Geheim-4711');
  expect(hub.log.join('\n')).not.toMatch(/Geheim|Banzhang|林晓芸|sip-8001/);
});
