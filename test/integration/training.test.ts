import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SessionState } from 'sip.js';
import { buildControl } from '../../server/training/control.ts';
import { buildTrainingLine, type TrainingLine } from '../../server/training/line.ts';
import { scenarioNames } from '../../server/training/scenarios.ts';
import { NodePhone } from '../support/node-phone.ts';
import { until } from '../support/until.ts';

const users: Record<string, string> = { '8001': 'right-password', '8002': 'other-password' };
const faults: string[] = [];
let line: TrainingLine;
let control: ReturnType<typeof buildControl>;
let url = '';
let api = '';
const phones: NodePhone[] = [];

beforeAll(async () => {
  line = buildTrainingLine({
    password: (user) => users[user],
    secret: randomBytes(32),
    clock: () => performance.timeOrigin + performance.now(),
    onFault: (where, issue) => faults.push(`${where}: ${issue}`),
  });
  const listening = await line.listen('127.0.0.1', 0);
  if (!listening.ok) throw new Error(listening.problem.code);
  url = listening.value.url;
  control = buildControl(line);
  api = await control.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await Promise.all(phones.splice(0).map((phone) => phone.stop()));
});
afterAll(async () => {
  await control.close();
  await line.close();
});

async function phone(user = '8001', password = users[user] ?? '', from = user): Promise<NodePhone> {
  const made = new NodePhone({ url, user, password, from });
  phones.push(made);
  await made.start();
  return made;
}

async function registered(user = '8001'): Promise<NodePhone> {
  const made = await phone(user);
  expect(await made.register()).toBe(200);
  return made;
}

interface Report {
  callId: string; callIds: string[]; state: string; end: string | null; endStatus: number | null; held: boolean; playedMs: number;
  heard: { rms: number; hz: number }; timings: { placedAt: number; inviteSentAt: number | null; answeredAt: number | null };
}
async function request(method: string, path: string, body?: unknown): Promise<{ status: number; body: Report & { problem?: { code: string } } }> {
  const response = await fetch(api + path, {
    method, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: (await response.json()) as Report & { problem?: { code: string } } };
}
const report = async (callId: string): Promise<Report> => (await request('GET', `/calls/${encodeURIComponent(callId)}`)).body;
const inState = (callId: string, state: string) =>
  until(`call is ${state}`, async () => {
    const now = await report(callId);
    return now.state === state ? now : null;
  });

describe('registration', () => {
  it('accepts the right password and lists the phone', async () => {
    await registered();
    expect(line.registrations.map(({ user }) => user)).toEqual(['8001']);
  });
  it('refuses a wrong password', async () => {
    const wrong = await phone('8001', 'wrong');
    expect(await wrong.register()).toBe(403);
    expect(line.registrations).toEqual([]);
  });
  it('refuses an unknown extension', async () => {
    expect(await (await phone('9999', 'x')).register()).toBe(403);
  });
  it('refuses somebody else’s extension with one’s own valid password', async () => {
    const spoofed = await phone('8002', users['8002'], '8001');
    expect(await spoofed.register()).toBe(403);
    expect(line.registrations).toEqual([]);
  });
  it('forgets a phone whose connection is gone', async () => {
    const gone = await registered();
    await gone.stop();
    await until('registration gone', () => line.registrations.length === 0);
  });
  it('listens on loopback only', async () => {
    expect(await line.listen('0.0.0.0', 0)).toMatchObject({ ok: false, problem: { code: 'ADDRESS_NOT_LOOPBACK' } });
  });
});

describe('calls to the agent', () => {
  it('rings, is answered, and both sides hear each other', async () => {
    const agent = await registered();
    const ringing = agent.nextCall();
    const placed = await request('POST', '/calls', { user: '8001', from: '13312345678', headers: { 'X-Queue': '障碍专席' }, prompt: { kind: 'tone', hz: 440 } });
    expect(placed.status).toBe(201);
    const invitation = await ringing;
    expect(invitation.request.callId).toBe(placed.body.callId);
    expect(invitation.request.getHeader('X-Queue')).toBe('障碍专席');
    expect(invitation.remoteIdentity.uri.user).toBe('13312345678');
    await inState(placed.body.callId, 'ringing');
    await invitation.accept();
    await inState(placed.body.callId, 'connected');
    const heard = await until('the caller hears the agent', async () => {
      const now = await report(placed.body.callId);
      return now.heard.hz > 0 && now.heard.rms > 0.2 ? now : null;
    });
    expect(heard.heard.hz).toBe(1000);
    expect(heard.timings.inviteSentAt).toBeGreaterThan(heard.timings.placedAt);
    const agentHears = await until('the agent hears the caller', () => {
      const now = agent.media.get(invitation)?.report();
      return now !== undefined && now.heard.rms > 0.2 ? now : null;
    });
    expect(agentHears.heard.hz).toBe(440);
    expect((await request('DELETE', `/calls/${placed.body.callId}`)).status).toBe(200);
    await until('the agent’s call ended', () => invitation.state === SessionState.Terminated);
    expect(await report(placed.body.callId)).toMatchObject({ state: 'ended', end: 'callerHungUp' });
  });

  it('is cancelled while ringing', async () => {
    const agent = await registered();
    const ringing = agent.nextCall();
    const { body } = await request('POST', '/calls', { user: '8001', from: '13312345678', cancelAfterMs: 300 });
    const invitation = await ringing;
    expect(await inState(body.callId, 'ended')).toMatchObject({ end: 'cancelled' });
    expect(invitation.state).toBe(SessionState.Terminated);
  });

  it('tells a refusal', async () => {
    const agent = await registered();
    const ringing = agent.nextCall();
    const { body } = await request('POST', '/calls', { user: '8001', from: '13312345678' });
    await (await ringing).reject({ statusCode: 486 });
    expect(await inState(body.callId, 'ended')).toMatchObject({ end: 'refused', endStatus: 486 });
  });

  it('hides the number of an anonymous caller', async () => {
    const agent = await registered();
    const ringing = agent.nextCall();
    const { body } = await request('POST', '/calls', { user: '8001', scenario: 'anonymous' });
    const invitation = await ringing;
    expect(invitation.request.getHeader('Privacy')).toBe('id');
    expect(invitation.request.getHeader('From')).toContain('anonymous@anonymous.invalid');
    await request('DELETE', `/calls/${body.callId}`);
  });

  it.each(scenarioNames)('scenario %s rings', async (scenario) => {
    const agent = await registered();
    const ringing = agent.nextCall();
    const { status, body } = await request('POST', '/calls', { user: '8001', scenario, numbers: { known: '13312345678', shared: '02583241234' } });
    expect(status).toBe(201);
    expect(body.callIds).toHaveLength(scenario === 'twoAtOnce' ? 2 : 1);
    await ringing;
    await Promise.all(body.callIds.map((callId) => request('DELETE', `/calls/${callId}`)));
  });

  it('a call outlives its connection: restart, reconnect, re-INVITE, goodbye', async () => {
    const agent = await registered();
    const ringing = agent.nextCall();
    const { body } = await request('POST', '/calls', { user: '8001', from: '13312345678' });
    const invitation = await ringing;
    await invitation.accept();
    await inState(body.callId, 'connected');
    expect((await request('POST', '/faults', { kind: 'restart', downMs: 100 })).status).toBe(202);
    await until('dropped', () => !agent.ua.isConnected());
    await until('back', () => agent.ua.reconnect().then(() => true, () => false));
    expect(await agent.register()).toBe(200);
    expect((await report(body.callId)).state).toBe('connected');
    await new Promise<void>((resolve, reject) => {
      invitation.invite({ requestDelegate: { onAccept: () => resolve(), onReject: ({ message }) => reject(new Error(String(message.statusCode))) } }).catch(reject);
    });
    await request('DELETE', `/calls/${body.callId}`);
    await until('the goodbye came over the new connection', () => invitation.state === SessionState.Terminated);
  });
});

describe('calls the agent dials', () => {
  it('answers any number with a voice', async () => {
    const agent = await registered();
    const { session, status } = agent.dial('13300001111');
    expect(await status).toBe(200);
    await until('the agent hears speech', () => (agent.media.get(session)?.report().heard.rms ?? 0) > 0.02);
    await session.bye();
    await inState(session.request.callId, 'ended');
  });
  it.each([['8486', 486], ['8603', 603], ['8404', 404]])('%s gives %i', async (number, expected) => {
    expect(await (await registered()).dial(number).status).toBe(expected);
  });
  it('refuses a phone that is not registered, and one that claims to be another', async () => {
    expect(await (await phone()).dial('10000').status).toBe(403);
    await registered('8002');
    const liar = await phone('8002', users['8002'], '8001');
    expect(await liar.dial('10000').status).toBe(403);
  });
});

describe('bad input', () => {
  it.each([
    ['no body', undefined], ['not JSON', '{'], ['empty', {}], ['unknown scenario', { user: '8001', scenario: 'x' }],
    ['missing number', { user: '8001', scenario: 'knownCustomer' }], ['header injection', { user: '8001', from: '1', headers: { 'X-A': 'b\r\nX-C: d' } }],
    ['bad number', { user: '8001', from: '1@evil' }], ['unknown field', { user: '8001', from: '1', boom: true }],
  ])('control: %s is refused with a code', async (_, body) => {
    const answer = await request('POST', '/calls', body);
    expect(answer.status).toBe(400);
    expect(answer.body.problem?.code).toBe('MESSAGE_INVALID');
  });
  it('control: unknown call, unknown path, unregistered phone, web page', async () => {
    expect((await request('GET', '/calls/none')).body.problem?.code).toBe('CALL_NOT_FOUND');
    expect((await request('GET', '/nothing')).body.problem?.code).toBe('MESSAGE_UNKNOWN');
    expect((await request('POST', '/calls', { user: '8001', from: '1' })).body.problem?.code).toBe('NOT_FOUND');
    const page = await fetch(`${api}/calls`, { headers: { origin: 'https://evil.example' } });
    expect([page.status, ((await page.json()) as { problem: { code: string } }).problem.code]).toEqual([403, 'SENDER_UNTRUSTED']);
  });
  it('seeded malformed SIP never brings the line down', async () => {
    const socket = new WebSocket(url, 'sip');
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    for (const message of malformedMessages(20261120, 400)) socket.send(message);
    const agent = await registered();
    expect(await agent.dial('8486').status).toBe(486);
    socket.close();
  });
  it('a socket that does not speak SIP is turned away', async () => {
    const socket = new WebSocket(url, 'chat');
    const opened = await new Promise((resolve) => {
      socket.addEventListener('open', () => resolve(true), { once: true });
      socket.addEventListener('error', () => resolve(false), { once: true });
    });
    expect(opened).toBe(false);
  });
});

/** Broken variants of a real INVITE and REGISTER from a small seeded generator (mulberry32). */
function malformedMessages(seed: number, count: number): string[] {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const base = (method: string, branch: number): string =>
    `${method} sip:8001@x SIP/2.0\r\nVia: SIP/2.0/WS a.invalid;branch=z9hG4bK${branch}\r\nMax-Forwards: 70\r\nTo: <sip:8001@x>\r\nFrom: <sip:8001@x>;tag=1\r\nCall-ID: ${branch}@x\r\nCSeq: 1 ${method}\r\nContact: <sip:8001@a.invalid;transport=ws>\r\nContent-Type: application/sdp\r\nContent-Length: 4\r\n\r\nv=0\n`;
  const junk = ['\0', '\r\n', ';', '<', '"', '💥', 'A'.repeat(9000), ':', ' ', '%', ',', '\u202e'];
  return Array.from({ length: count }, (_, index) => {
    let text = base(['INVITE', 'REGISTER', 'BYE', 'CANCEL', 'OPTIONS', 'REFER', 'ACK', 'NOTIFY', 'PRACK', 'BOGUS'][index % 10] ?? 'INVITE', index);
    for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits -= 1) {
      const at = Math.floor(random() * text.length);
      const cut = random() < 0.5 ? Math.floor(random() * 30) : 0;
      text = text.slice(0, at) + (junk[Math.floor(random() * junk.length)] ?? '') + text.slice(at + cut);
    }
    return text;
  });
}
