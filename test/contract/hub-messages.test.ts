import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isErrorCode } from '#shared/contract/errors.ts';
import { errorReplySchema, hubCalls } from '#shared/contract/hub.ts';
import { seededRandom, type Random } from '../../server/seed/random.ts';
import { faultCommand, openDesk, openTestCluster, postJson, startTestHub, type TestCluster, type TestDesk, type TestHub } from '../support/hub.ts';

let cluster: TestCluster;
let hub: TestHub;
let desk: TestDesk;

beforeAll(async () => {
  cluster = await openTestCluster();
  hub = await startTestHub({ cluster, customers: 12 });
  desk = await hub.desk('8001');
});
afterAll(async () => {
  await hub.close();
  await cluster.close();
});

async function stillWorks(): Promise<void> {
  const fresh = await hub.desk('8001');
  expect(await fresh.call('hub.ping', {})).toMatchObject({ ok: true });
  fresh.close();
}

async function raw(name: string, ...args: unknown[]): Promise<unknown> {
  return desk.socket.timeout(10_000).emitWithAck(name, ...args);
}

/** A value nobody should send. */
function junk(random: Random, depth = 0): unknown {
  const leaf = [null, true, -1, 1e308, '', 'x'.repeat(300), '\u0000', '00000000-0000-0000-0000-000000000000', '\'; drop table tickets; --', '__proto__', '💥', 0.5, Number.MAX_SAFE_INTEGER];
  if (depth > 3 || random.chance(0.5)) return random.pick(leaf);
  if (random.chance(0.4)) return Array.from({ length: random.int(0, 4) }, () => junk(random, depth + 1));
  return Object.fromEntries(Array.from({ length: random.int(0, 4) }, () => [random.pick(['scope', 'cursor', 'commands', 'id', '__proto__', 'constructor', 'limit', 'entity', 'payload', 'x']), junk(random, depth + 1)]));
}

/** A good message with one place spoiled. */
function spoil(message: unknown, random: Random): unknown {
  if (typeof message !== 'object' || message === null || random.chance(0.15)) return junk(random);
  if (Array.isArray(message)) return message.map((item: unknown, index) => (index === 0 ? spoil(item, random) : item));
  const keys = Object.keys(message);
  if (keys.length === 0) return junk(random);
  const key = random.pick(keys);
  return Object.fromEntries(Object.entries(message).map(([name, value]: [string, unknown]) => [name, name === key ? spoil(value, random) : value]));
}

const cursor = { epoch: 'e', xid: '1', seq: '0' };
const good = (): Readonly<Record<keyof typeof hubCalls, unknown>> => ({
  'scope.list': {},
  'snapshot.open': { scope: 'city:0591' },
  'snapshot.page': { scope: 'city:0591', entity: 'customer', after: randomUUID(), limit: 10 },
  'feed.pull': { scope: 'city:0591', cursor, limit: 10 },
  'command.submit': { commands: [faultCommand('8001', hub.now())] },
  'profile.get': { customerId: randomUUID() },
  'agent.state': { state: 'ready', reason: null, since: hub.now() },
  'hub.ping': {},
});

test('S-103 two hundred malformed calls (seed 1): each is answered with a known code or a correct value', async () => {
  const random = seededRandom('fuzz:1');
  for (let n = 0; n < 200; n += 1) {
    const name = random.pick(Object.keys(hubCalls) as (keyof typeof hubCalls)[]);
    const message = spoil(good()[name], random);
    const reply = (await raw(name, message)) as { ok: boolean; problem?: { code: string } };
    const label = `${name} ${JSON.stringify(message)} → ${JSON.stringify(reply)}`;
    const readable = hubCalls[name].in.safeParse(message).success || JSON.stringify(reply).includes('"MESSAGE_INVALID"');
    if (reply.ok) expect(readable, label).toBe(true);
    else expect(isErrorCode(reply.problem?.code ?? '') && reply.problem?.code !== 'INTERNAL', label).toBe(true);
  }
  await stillWorks();
});

test('S-103 unknown calls, missing acknowledgements, no arguments, odd names', async () => {
  expect(await raw('no.such.call', {})).toMatchObject({ ok: false, problem: { code: 'MESSAGE_UNKNOWN' } });
  expect(await raw('__proto__', {})).toMatchObject({ ok: false, problem: { code: 'MESSAGE_UNKNOWN' } });
  expect(await raw('constructor')).toMatchObject({ ok: false, problem: { code: 'MESSAGE_UNKNOWN' } });
  expect(await raw('hub.ping')).toMatchObject({ ok: false, problem: { code: 'MESSAGE_INVALID' } });
  expect(await raw('snapshot.page', { scope: 'city:0591', entity: 'customer', after: 'not-an-id', limit: 5 })).toMatchObject({ ok: false, problem: { code: 'MESSAGE_INVALID' } });
  desk.socket.emit('command.submit', { commands: [faultCommand('8001', hub.now())] });
  desk.socket.emit('feed.hint');
  await stillWorks();
});

test('S-15 S-103 text that PostgreSQL cannot store is rejected command by command, never an INTERNAL that would be retried for ever', async () => {
  for (const description of ['零字节\u0000藏在描述的中间部分', '半个代理对 \ud800 在描述的中间部分', '很长'.repeat(1000)]) {
    const reply = (await raw('command.submit', { commands: [faultCommand('8001', hub.now(), { payload: { description } })] })) as { ok: boolean };
    expect(reply, JSON.stringify(reply)).toMatchObject({ ok: true });
  }
});

test('S-15 a command this hub cannot read is rejected alone; one without a readable id refuses the batch', async () => {
  const [first, last] = [faultCommand('8001', hub.now()), faultCommand('8001', hub.now())];
  const id = randomUUID();
  const reply = (await raw('command.submit', { commands: [first, { id, type: 'ticket.teleport', payload: {} }, last] })) as { value: { outcomes: readonly { status: string }[] } };
  expect(reply.value.outcomes.map((outcome) => outcome.status)).toEqual(['applied', 'rejected', 'applied']);
  expect(reply.value.outcomes[1]).toMatchObject({ commandId: id, problem: { code: 'MESSAGE_INVALID' } });
  expect(await raw('command.submit', { commands: [first, { type: 'ticket.create' }] })).toMatchObject({ ok: false, problem: { code: 'MESSAGE_INVALID' } });
});

test('S-103 a message beyond the limit closes that socket and nothing else', async () => {
  const big = await hub.desk('8002');
  const closed = new Promise<void>((resolve) => big.socket.once('disconnect', () => resolve()));
  big.socket.emit('command.submit', { commands: 'x'.repeat(5 * 1024 * 1024) }, () => undefined);
  await closed;
  expect(await desk.call('hub.ping', {})).toMatchObject({ ok: true });
});

test('S-103 a flood from one socket is limited, others are served', async () => {
  const flooding = await hub.desk('8003');
  const replies = await Promise.all(Array.from({ length: 700 }, () => flooding.call('hub.ping', {})));
  expect(replies.some((reply) => !reply.ok && reply.problem.code === 'HUB_RATE_LIMITED')).toBe(true);
  expect(await desk.call('hub.ping', {})).toMatchObject({ ok: true });
});

test('S-103 malformed handshakes are refused with a code', async () => {
  const session = await hub.signIn('8001');
  for (const auth of [{ token: '' }, { deskId: 'x' }, { token: { $ne: 1 } }, { protocol: 'one' }]) {
    await expect(openDesk(hub.url, session, auth)).rejects.toMatchObject({ cause: { problem: { code: 'MESSAGE_INVALID' } } });
  }
  await stillWorks();
});

test('S-103 malformed HTTP bodies (seed 2) get an error reply of the contract and its status', async () => {
  const random = seededRandom('fuzz:2');
  const bodies: unknown[] = ['', '{', 'null', '[]', '"text"', JSON.stringify({ agentNo: 'x'.repeat(40_000), password: 'p' })];
  for (let n = 0; n < 60; n += 1) bodies.push(JSON.stringify(spoil({ agentNo: '8001', password: 'x', deskId: randomUUID(), protocol: 1 }, random)));
  for (const [index, body] of bodies.entries()) {
    const path = index % 2 === 0 ? '/v1/session' : '/v1/session/refresh';
    const reply = await postJson(hub.url + path, body);
    const code = errorReplySchema.parse(reply.body).problem.code;
    expect(isErrorCode(code) && code !== 'INTERNAL', `${String(body)} → ${code}`).toBe(true);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
  }
  expect(await postJson(`${hub.url}/v1/session`, 'x'.repeat(100_000))).toMatchObject({ status: 413, body: { problem: { code: 'MESSAGE_TOO_LARGE' } } });
  expect((await fetch(`${hub.url}/v1/session`, { method: 'POST', body: 'a=b', headers: { 'content-type': 'text/plain' } })).status).toBe(400);
  expect((await fetch(`${hub.url}/v1/nothing`)).status).toBe(404);
  await stillWorks();
});

test('S-103 bytes that are no HTTP at all', async () => {
  const { port } = new URL(hub.url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.end('\u0000\u0001INVITE sip:x SIP/2.0\r\n\r\n'));
    socket.on('close', () => resolve());
    socket.on('error', () => undefined);
    socket.resume();
  });
  await stillWorks();
});

test('what a malformed message contained is not in the log', () => {
  expect(hub.log.join('\n')).not.toMatch(/drop table|13305910000|测试来电人/);
});
