import { beforeEach, describe, expect, it } from 'vitest';
import { phoneDataDoor, phoneDeskDoor, type PhoneState, type SipSettings } from '#shared/contract/phone.ts';
import { openDoor, serveDoor, type DoorPort, type OpenDoor } from '#shared/lib/door.ts';
import { fail } from '#shared/lib/result.ts';
import { FakeAudio, FakeLeg, FakeLine, incomingFrom } from '../../test/support/fake-sip.ts';
import { FakeTime } from '../../test/support/fake-timers.ts';
import { PhoneRoom } from './room.ts';
import type { SipLineEvents } from './sip/port.ts';

const callId = '00000000-0000-4000-8000-00000000000a';
const settings: SipSettings = { servers: ['wss://edge.example'], user: '8001', password: 'p', domain: 'edge.example', expiresAt: null };
const onFault = ({ where, issue }: { where: string; issue: string }): never => {
  throw new Error(`${where} ${issue}`);
};

let time: FakeTime;
let audio: FakeAudio;
let lines: { readonly line: FakeLine; readonly events: SipLineEvents }[];
let activity: string[];
let room: PhoneRoom;

beforeEach(() => {
  time = new FakeTime();
  audio = new FakeAudio();
  lines = [];
  activity = [];
  room = new PhoneRoom({
    audio, clock: time.clock, timers: time.timers, random: () => 0.5, newId: () => callId,
    createLine: (_, events) => {
      const line = new FakeLine();
      lines.push({ line, events });
      return line;
    },
    onActivity: (ringing, calls) => activity.push(`${ringing}/${calls}`),
  });
});

/** Two ends that deliver copies, as a MessageChannel does. */
function channel(): [DoorPort, DoorPort] {
  const ends: { onMessage: (message: unknown) => void; onClose: () => void }[] = [];
  const make = (mine: number): DoorPort => ({
    post: (message) => ends[1 - mine]?.onMessage(structuredClone(message)),
    listen: (onMessage, onClose) => {
      ends[mine] = { onMessage, onClose };
    },
    close: () => ends[1 - mine]?.onClose(),
  });
  return [make(0), make(1)];
}
function desk(): { door: OpenDoor<typeof phoneDeskDoor>; states: PhoneState[]; got: string[] } {
  const [far, near] = channel();
  const door = openDoor(phoneDeskDoor, far, { onFault });
  const states: PhoneState[] = [];
  const got: string[] = [];
  door.on('state', (state) => states.push(state));
  door.on('ended', (view) => got.push(`ended ${view.endReason ?? ''}`));
  door.on('levels', ({ local, remote }) => got.push(`levels ${local} ${remote}`));
  room.attachDesk(serveDoor(phoneDeskDoor, near, room.deskHandlers, { onFault }));
  return { door, states, got };
}
function data(): { door: OpenDoor<typeof phoneDataDoor>; got: string[]; close: () => void } {
  const [far, near] = channel();
  const door = openDoor(phoneDataDoor, far, { onFault });
  const got: string[] = [];
  door.on('ringing', ({ from, to, sipCallId }) => got.push(`ringing ${from.number} ${to} ${sipCallId}`));
  door.on('answered', () => got.push('answered'));
  door.on('ended', (view) => got.push(`ended ${view.endReason ?? ''}`));
  door.on('registration', ({ state }) => got.push(state));
  room.attachData(serveDoor(phoneDataDoor, near, room.dataHandlers, { onFault }));
  return { door, got, close: () => door.close() };
}
const ring = (id = callId): FakeLeg => {
  const leg = new FakeLeg(id);
  lines.at(-1)?.events.incoming(incomingFrom(leg, '<sip:13312345678@edge>;tag=1'));
  return leg;
};
async function signedIn(): Promise<ReturnType<typeof data>> {
  const side = data();
  expect(await side.door.call('configure', settings)).toEqual({ ok: true, value: {} });
  await time.advance(0);
  return side;
}

describe('the phone room', () => {
  it('registers with what data gives it, and tells both sides', async () => {
    const { states } = desk();
    const { got } = await signedIn();
    expect(got).toEqual(['offline', 'connecting', 'registering', 'ready']);
    expect(states.at(-1)).toMatchObject({ registration: { state: 'ready', user: '8001' }, media: { microphone: 'ok' }, calls: [] });
  });

  it('takes the same settings again as a question, other settings as a new line', async () => {
    const { door } = await signedIn();
    await door.call('configure', settings);
    expect(lines).toHaveLength(1);
    await door.call('configure', { ...settings, password: 'new' });
    expect(lines).toHaveLength(2);
    expect(lines[0]?.line.asked).toEqual(expect.arrayContaining(['unregister', 'drop', 'close']));
  });

  it('a new expiry alone disturbs nothing; a new password waits for the end of the call', async () => {
    const { door, got } = await signedIn();
    const leg = ring();
    await door.call('configure', { ...settings, expiresAt: time.clock() + 60_000.5 });
    await door.call('configure', { ...settings, password: 'new' });
    expect([lines.length, leg.asked]).toEqual([1, []]);
    leg.events?.ended({ type: 'cancelled', answeredElsewhere: false });
    await time.advance(1_000);
    expect([lines.length, got.at(-1)]).toEqual([2, 'ready']);
  });

  it('reports a malformed message to data', async () => {
    const { door } = await signedIn();
    const faults: unknown[] = [];
    door.on('fault', (fault) => faults.push(fault));
    lines[0]?.events.badMessage('TypeError');
    expect(faults).toEqual([{ where: 'SIP_BAD_MESSAGE', issue: 'TypeError' }]);
  });

  it('refuses settings that make no sense with a code', async () => {
    const faults: string[] = [];
    const [far, near] = channel();
    room.attachData(serveDoor(phoneDataDoor, near, room.dataHandlers, { onFault: ({ where }) => faults.push(where) }));
    const door = openDoor(phoneDataDoor, far, { onFault });
    for (const servers of [[], ['http://x'], ['ws://edge.example'], ['wss://a', 'ws://127.0.0.1:1']]) {
      expect(await door.call('configure', { ...settings, servers })).toMatchObject({ ok: false, problem: { code: 'MESSAGE_INVALID' } });
    }
    expect(faults).toHaveLength(4);
    expect(lines).toHaveLength(0);
  });

  it('rings data and desk, is answered by the desk, and measures only while connected', async () => {
    const { got } = await signedIn();
    const screen = desk();
    ring();
    expect(got.at(-1)).toBe(`ringing 13312345678 8001 sip-${callId}`);
    expect(activity.at(-1)).toBe('1/1');
    await time.advance(1_000);
    expect(screen.got).toEqual([]);
    expect(await screen.door.call('answer', { callId })).toEqual({ ok: true, value: {} });
    expect([got.at(-1), activity.at(-1)]).toEqual(['answered', '0/1']);
    await time.advance(1_000);
    expect(screen.got).toEqual(Array.from({ length: 5 }, () => 'levels 0.1 0.2'));
    await screen.door.call('hangUp', { callId });
    expect(got.at(-1)).toBe('ended local');
    const before = screen.got.length;
    await time.advance(2_000);
    expect(screen.got.length).toBe(before);
  });

  it('a desk that comes back finds the call in progress at once', async () => {
    await signedIn();
    const first = desk();
    ring();
    await first.door.call('answer', { callId });
    first.door.close();
    const second = desk();
    expect(second.states[0]?.calls).toMatchObject([{ id: callId, phase: 'active' }]);
    expect((await second.door.call('mute', { callId })).ok).toBe(true);
    expect(second.states.at(-1)?.calls[0]?.muted).toBe(true);
  });

  it('keeps for data what happened while its room was down', async () => {
    const first = await signedIn();
    const leg = ring();
    first.close();
    leg.events?.ended({ type: 'cancelled', answeredElsewhere: false });
    expect(data().got).toEqual(['ended cancelled', 'ready']);
  });

  it('shows a denied microphone and recovers when it is allowed', async () => {
    await signedIn();
    const { door, states } = desk();
    audio.microphone = fail('MEDIA_MIC_DENIED');
    ring();
    expect(await door.call('answer', { callId })).toMatchObject({ problem: { code: 'MEDIA_MIC_DENIED' } });
    expect(states.at(-1)?.media).toEqual({ microphone: 'denied', code: 'MEDIA_MIC_DENIED' });
    audio.microphone = { ok: true, value: null };
    expect(await door.call('checkMedia', {})).toMatchObject({ value: { microphone: 'ok' } });
  });

  it('repairs calls after a reconnect', async () => {
    await signedIn();
    const { door } = desk();
    const leg = ring();
    await door.call('answer', { callId });
    lines[0]?.events.transportLost();
    await time.advance(500);
    expect(leg.asked.at(-1)).toBe('refresh');
  });

  it('clear ends calls, un-registers and forgets', async () => {
    const { door, got } = await signedIn();
    const leg = ring();
    await door.call('clear', {});
    expect(leg.asked).toEqual(['reject 480']);
    expect(got).toContain('ended rejected');
    expect(room.state).toMatchObject({ registration: { state: 'offline', user: null }, calls: [] });
    expect(ring().asked).toEqual(['reject 486']);
  });

  it('sends the desk no number, only its mask', async () => {
    const { door } = await signedIn();
    const posted: unknown[] = [];
    room.attachDesk(serveDoor(phoneDeskDoor, { post: (message) => posted.push(message), listen: () => undefined, close: () => undefined }, room.deskHandlers, { onFault }));
    ring();
    await door.call('clear', {});
    expect(JSON.stringify(posted)).toContain('133****5678');
    expect(JSON.stringify(posted)).not.toContain('13312345678');
  });
});
