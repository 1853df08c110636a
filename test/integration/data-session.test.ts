import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PopCard } from '#shared/domain/customer.ts';
import { hurriedTimers } from '../support/bad-network.ts';
import { openTestRoom, value, type TestRoom, type TestRoomChange } from '../support/data-room.ts';
import { FakeHub } from '../support/fake-hub.ts';
import { until } from '../support/until.ts';

const hour = 3_600_000;
const password = 'Zuoxi-8001';
const caller = '13305910001';
const card: PopCard = {
  id: '00000000-0000-7000-8000-000000000001', accountNo: 'A1000001', name: '陈思远', segment: 'public', stars: 5, since: 0, areaCode: '0591', address: '福州市鼓楼区江滨路12号',
  settlement: 'urban', gridCode: 'GL-0417', oltCode: null, ponPort: null, planName: '光宽', arrearsFen: 0, suspended: false,
  numbers: [{ value: `86${caller}`, kind: 'mobile', relation: 'holder' }], products: [],
};

let hub: FakeHub;
let offset: number;
let rooms: TestRoom[];

beforeEach(() => {
  hub = new FakeHub();
  hub.put('customer', card.id, card);
  offset = 0;
  rooms = [];
});
afterEach(async () => {
  for (const room of rooms) await room.stop();
});

async function open(dir?: string, change: TestRoomChange = {}): Promise<TestRoom> {
  const room = await openTestRoom('http://hub.invalid', dir, { connector: hub.connector, http: hub.http, timers: hurriedTimers(), clock: () => Date.now() + offset, ...change });
  rooms.push(room);
  return room;
}
const picture = async (room: TestRoom) => value(await room.desk.call('desk.attach', {}));
const signIn = async (room: TestRoom, state: 'busy' | 'ready' = 'busy') => value(await room.desk.call('session.signIn', { agentNo: '8001', password, state }));
const loaded = (room: TestRoom) => until('loaded', async () => (await picture(room)).health.store.customers === 1);
const unlock = (room: TestRoom, given = password, agentNo = '8001') => room.desk.call('session.unlock', { agentNo, password: given });
/** Signed in once, then killed with the hub down. */
async function restartedOffline(change: TestRoomChange = {}): Promise<TestRoom> {
  const first = await open(undefined, change);
  await signIn(first);
  await loaded(first);
  await first.stop();
  hub.goDown();
  return open(first.userDataDir, change);
}

describe('unlocking with the hub away', () => {
  it('lets in who signed in here within the window, with the extension', async () => {
    const room = await restartedOffline();
    expect(value(await unlock(room))).toMatchObject({ kind: 'signedIn', mode: 'offline', agent: { no: '8001' } });
    await until('phone is told', () => room.phone.settings.at(-1)?.password === 'sip-secret');
    room.phone.ring(caller);
    await until('pops', () => room.heard.some((event) => event.name === 'pop' && JSON.stringify(event.payload).includes('陈*远')));
  });

  it('answers a wrong password and an unknown agent alike, and counts', async () => {
    const room = await restartedOffline();
    expect(await unlock(room, 'falsch')).toEqual({ ok: false, problem: { code: 'AUTH_OFFLINE_BAD', params: { left: 4 } } });
    expect(await unlock(room, password, '9999')).toEqual({ ok: false, problem: { code: 'AUTH_OFFLINE_BAD', params: { left: 4 } } });
    expect(await unlock(room, 'falsch')).toEqual({ ok: false, problem: { code: 'AUTH_OFFLINE_BAD', params: { left: 3 } } });
  });

  it('locks after five tries, also for the right password and after a restart, until the hub is back', async () => {
    let room = await restartedOffline();
    for (let i = 0; i < 4; i++) await unlock(room, 'falsch');
    expect(await unlock(room, 'falsch')).toMatchObject({ problem: { code: 'AUTH_OFFLINE_LOCKED' } });
    await room.stop();
    room = await open(room.userDataDir);
    expect(await unlock(room)).toMatchObject({ problem: { code: 'AUTH_OFFLINE_LOCKED' } });
    hub.down = false;
    await until('hub is back', async () => (await picture(room)).health.hub.kind === 'online');
    expect(value(await unlock(room))).toMatchObject({ mode: 'online' });
    await room.stop();
    hub.goDown();
    expect(value(await unlock(await open(room.userDataDir)))).toMatchObject({ mode: 'offline' });
  });

  it('S-95: ends with the window, and a clock set back extends nothing', async () => {
    let room = await restartedOffline();
    offset = 12 * hour + 60_000;
    expect(await unlock(room)).toMatchObject({ problem: { code: 'AUTH_OFFLINE_BAD' } });
    await room.stop();
    offset = -48 * hour;
    room = await open(room.userDataDir);
    expect(await unlock(room)).toMatchObject({ problem: { code: 'AUTH_OFFLINE_BAD' } });
  });

  it('S-95: an offline session ends with its window, but not in the middle of a call', async () => {
    const room = await restartedOffline();
    value(await unlock(room));
    const callId = room.phone.ring(caller);
    room.phone.answer(callId);
    await until('talking', async () => (await picture(room)).pops.length === 1);
    offset = 13 * hour;
    room.room.rooms.housekeeping();
    expect((await picture(room)).session.kind).toBe('signedIn');
    room.phone.end(callId);
    await until('over', async () => (await picture(room)).session.kind === 'signedOut');
    expect(room.phone.settings.at(-1)).toBeNull();
  });

  it('becomes an ordinary session when the hub is back, or asks to sign in', async () => {
    const good = await restartedOffline();
    value(await unlock(good));
    hub.down = false;
    await until('online', async () => (await picture(good)).session.kind === 'signedIn' && JSON.stringify((await picture(good)).session).includes('"online"'));
    await good.stop();
    hub.goDown();
    const bad = await open(good.userDataDir);
    value(await unlock(bad));
    hub.refreshProblem = 'AUTH_TOKEN_BAD';
    hub.down = false;
    await until('asked to sign in', async () => JSON.stringify((await picture(bad)).session).includes('AUTH_TOKEN_BAD'));
  });

  it('knows nobody any more after the hub’s address changed', async () => {
    const first = await open();
    await signIn(first);
    await first.stop();
    hub.goDown();
    const moved = await open(first.userDataDir, { start: { hubUrl: 'http://other.invalid' } });
    expect(await unlock(moved)).toMatchObject({ problem: { code: 'AUTH_OFFLINE_BAD' } });
  });
});

describe('a session', () => {
  it('gives no data to a desk nobody signed in at', async () => {
    const room = await open();
    expect(await picture(room)).toMatchObject({ session: { kind: 'signedOut' }, drafts: [], tickets: [], outages: [], pops: [] });
    expect(await room.desk.call('customer.search', { text: '陈思远', limit: 10 })).toMatchObject({ problem: { code: 'AUTH_REQUIRED' } });
    expect(await room.desk.call('draft.open', { callId: null, customerId: null })).toMatchObject({ problem: { code: 'AUTH_REQUIRED' } });
  });

  it('passes the hub’s refusal on', async () => {
    const room = await open();
    expect(await room.desk.call('session.signIn', { agentNo: '8001', password: 'wrong', state: 'busy' })).toEqual({ ok: false, problem: { code: 'AUTH_BAD_CREDENTIALS', params: { left: 4 } } });
  });

  it('ended by the hub in the middle of a call ends after the call', async () => {
    const room = await open();
    await signIn(room);
    await loaded(room);
    const callId = room.phone.ring(caller);
    room.phone.answer(callId);
    await until('talking', async () => (await picture(room)).pops.length === 1);
    hub.endSessions('AUTH_DISABLED');
    expect((await picture(room)).session.kind).toBe('signedIn');
    room.phone.end(callId);
    await until('signed out', async () => JSON.stringify((await picture(room)).session).includes('AUTH_DISABLED'));
    expect((await picture(room)).recentCalls).toEqual([]);
  });

  it('says what is unsent before it ends', async () => {
    const room = await open();
    await signIn(room);
    value(await room.desk.call('draft.open', { callId: null, customerId: null }));
    expect(value(await room.desk.call('session.signOut', { confirmed: false }))).toEqual({ done: false, unsent: 1 });
    expect(value(await room.desk.call('session.signOut', { confirmed: true }))).toEqual({ done: true, unsent: 1 });
    expect(room.phone.settings.at(-1)).toBeNull();
  });

  it('ready at sign-in waits for the phone', async () => {
    const room = await open();
    await signIn(room, 'ready');
    expect((await picture(room)).agentState).toMatchObject({ state: 'busy', reason: 'system', next: { state: 'ready' } });
    room.phone.register(true);
    await until('ready', async () => (await picture(room)).agentState.state === 'ready');
  });

  it('leaves no password, token, SIP secret or customer’s data in files, logs or at the desk', async () => {
    const room = await open();
    await signIn(room);
    await loaded(room);
    const callId = room.phone.ring(caller);
    room.phone.answer(callId);
    room.phone.end(callId);
    await until('logged', async () => (await picture(room)).recentCalls.length === 1);
    const told = JSON.stringify([room.heard, await picture(room), room.log, room.posted]);
    for (const secret of [password, 'sip-secret', '陈思远', caller, '江滨路12号', 'A1000001']) expect(told).not.toContain(secret);
    const dir = join(room.userDataDir, 'store');
    for (const file of readdirSync(dir)) {
      const bytes = readFileSync(join(dir, file));
      for (const secret of [password, 'sip-secret', '陈思远', caller]) expect(bytes.includes(Buffer.from(secret))).toBe(false);
    }
  });
});

describe('when only this process was started again', () => {
  it('session, state, call and phone settings go on in the same run of the shell', async () => {
    const first = await open(undefined, { start: { runId: 'run-1' } });
    await signIn(first, 'ready');
    first.phone.register(true);
    await loaded(first);
    const callId = first.phone.ring(caller);
    first.phone.answer(callId);
    await until('talking', async () => (await picture(first)).pops.length === 1);
    await until('answer is in the log', () => first.room.rooms.calls.find(callId)?.answeredAt);
    // No stop: as after a crash.
    const again = await open(first.userDataDir, { start: { runId: 'run-1' } });
    again.phone.register(true);
    const seen = await picture(again);
    expect(seen).toMatchObject({ session: { kind: 'signedIn', agent: { no: '8001' } }, pops: [{ callId, result: { kind: 'one' } }] });
    await until('the same extension', () => again.phone.settings.length > 0);
    expect(again.phone.settings).toEqual([first.phone.settings.at(-1)]);
    await until('online again', async () => JSON.stringify((await picture(again)).session).includes('"online"'));
  });

  it('another run of the shell starts signed out, and the call that was cut off is recorded', async () => {
    const first = await open(undefined, { start: { runId: 'run-1' } });
    await signIn(first);
    await loaded(first);
    const callId = first.phone.ring(caller);
    first.phone.answer(callId);
    await until('answer is in the log', () => first.room.rooms.calls.find(callId)?.answeredAt);
    const again = await open(first.userDataDir, { start: { runId: 'run-2' } });
    expect((await picture(again)).session.kind).toBe('signedOut');
    await signIn(again);
    expect((await picture(again)).recentCalls).toMatchObject([{ id: callId, ending: 'interrupted' }]);
    await until('on the hub', () => hub.rows.has(`interaction:${callId}`));
  });
});
