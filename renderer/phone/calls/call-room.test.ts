import { beforeEach, describe, expect, it } from 'vitest';
import type { CallRecord } from '#shared/contract/phone.ts';
import { fail } from '#shared/lib/result.ts';
import { FakeAudio, FakeLeg, FakeLine, incomingFrom } from '../../../test/support/fake-sip.ts';
import { FakeTime, settle } from '../../../test/support/fake-timers.ts';
import { CallRoom } from './call-room.ts';

const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003'] as const;
const known = '<sip:13312345678@edge>;tag=1';

let time: FakeTime;
let line: FakeLine;
let audio: FakeAudio;
let room: CallRoom;
let ready: boolean;
let rang: CallRecord[];
let answered: string[];
let ended: CallRecord[];

beforeEach(() => {
  time = new FakeTime();
  line = new FakeLine();
  audio = new FakeAudio();
  ready = true;
  rang = [];
  answered = [];
  ended = [];
  let next = 0;
  room = new CallRoom({
    audio, clock: time.clock, timers: time.timers, random: () => 0.5, newId: () => ids[next++] ?? '',
    onChange: () => undefined,
    onRinging: (view) => rang.push(view),
    onAnswered: (callId) => answered.push(callId),
    onEnded: (view) => ended.push(view),
  });
  room.useLine({
    get isReady() {
      return ready;
    },
    numbers: { trunkAreaCode: '025' }, trustAssertedIdentity: true, dial: (callId, target) => line.dial(callId, target),
  });
});

function ring(id: string = ids[0], from = known): FakeLeg {
  const leg = new FakeLeg(id);
  room.incoming(incomingFrom(leg, from));
  return leg;
}
async function talk(id: string = ids[0]): Promise<FakeLeg> {
  const leg = ring(id);
  expect(await room.answer(id)).toEqual({ ok: true, value: {} });
  return leg;
}
const phase = (id: string = ids[0]): string | undefined => room.views.find((view) => view.id === id)?.phase;

describe('an incoming call', () => {
  it('rings with who and from where, masked', () => {
    ring();
    expect(rang[0]).toMatchObject({ phase: 'ringing', remote: { number: '13312345678', masked: '133****5678', kind: 'mobile', withheld: false }, headers: { dnis: '10000', waitSeconds: 3 } });
    expect(audio.tone).toBe('bell');
  });
  it('is answered with the microphone open, and the bell stops', async () => {
    const leg = await talk();
    expect(leg.asked).toEqual(['accept']);
    expect([phase(), audio.tone, answered, audio.open.has(ids[0])]).toEqual(['active', 'none', [ids[0]], true]);
  });
  it('goes on ringing when the microphone is denied', async () => {
    const leg = ring();
    audio.microphone = fail('MEDIA_MIC_DENIED');
    expect(await room.answer(ids[0])).toMatchObject({ ok: false, problem: { code: 'MEDIA_MIC_DENIED' } });
    expect([phase(), audio.tone, leg.asked, audio.open.size]).toEqual(['ringing', 'bell', [], 0]);
  });
  it('ends as failed when its media cannot be set up', async () => {
    const leg = ring();
    leg.acceptFails = true;
    expect(await room.answer(ids[0])).toMatchObject({ problem: { code: 'MEDIA_FAILED' } });
    expect(ended[0]).toMatchObject({ endReason: 'failed' });
    expect(audio.open.size).toBe(0);
  });
  it('ends as cancelled when the caller gives up, also in the middle of answering', async () => {
    const leg = ring();
    let accept = (): void => undefined;
    leg.acceptGate = new Promise((resolve) => void (accept = resolve));
    const answering = room.answer(ids[0]);
    await settle();
    leg.events?.ended({ type: 'cancelled', answeredElsewhere: false });
    accept();
    await answering;
    expect(ended).toMatchObject([{ endReason: 'cancelled' }]);
    expect(leg.asked).toContain('hangUp');
    expect(audio.open.size).toBe(0);
  });
  it('is rejected with 603', async () => {
    const leg = ring();
    expect((await room.reject(ids[0])).ok).toBe(true);
    expect([leg.asked, ended[0]?.endReason]).toEqual([['reject 603'], 'rejected']);
  });
  it('cannot be hung up before it is answered, nor answered twice', async () => {
    ring();
    expect(await room.hangUp(ids[0])).toMatchObject({ problem: { code: 'CALL_BAD_STATE' } });
    await room.answer(ids[0]);
    expect(await room.answer(ids[0])).toMatchObject({ problem: { code: 'CALL_BAD_STATE' } });
    expect(await room.hold('none')).toMatchObject({ problem: { code: 'CALL_NOT_FOUND' } });
  });
  it('waits its turn: a second call is answered only after the first is held', async () => {
    await talk();
    ring(ids[1]);
    expect(audio.tone).toBe('none');
    expect(await room.answer(ids[1])).toMatchObject({ problem: { code: 'CALL_BAD_STATE' } });
    await room.hold(ids[0]);
    expect((await room.answer(ids[1])).ok).toBe(true);
    expect(await room.resume(ids[0])).toMatchObject({ problem: { code: 'CALL_BAD_STATE' } });
  });
  it('hears busy when there are too many, or nobody is signed in', () => {
    for (let i = 0; i < 8; i += 1) ring(`x${i}`);
    expect(ring('x9').asked).toEqual(['reject 486']);
    room.useLine(null);
    expect(ring('x10').asked).toEqual(['reject 486']);
  });
});

describe('hold and mute', () => {
  it('holds and resumes by re-INVITE, one at a time', async () => {
    const leg = await talk();
    const results = await Promise.all([room.hold(ids[0]), room.hold(ids[0]), room.resume(ids[0])]);
    expect(results.map((result) => result.ok)).toEqual([true, false, true]);
    expect(leg.asked).toEqual(['accept', 'hold', 'resume']);
    expect([phase(), audio.held.get(ids[0])]).toEqual(['active', false]);
  });
  it('tries again after glare', async () => {
    const leg = await talk();
    leg.refusals = [491, 491];
    const holding = room.hold(ids[0]);
    await time.advance(3_000);
    expect((await holding).ok).toBe(true);
    expect(leg.asked.filter((what) => what === 'hold')).toHaveLength(3);
  });
  it('stays active when the far side refuses hold', async () => {
    const leg = await talk();
    leg.refusals = [488];
    expect(await room.hold(ids[0])).toMatchObject({ problem: { code: 'CALL_FAILED', params: { status: 488 } } });
    expect([phase(), audio.held.get(ids[0])]).toEqual(['active', undefined]);
  });
  it('mutes in the graph, with nothing on the wire', async () => {
    const leg = await talk();
    await room.mute(ids[0], true);
    expect([room.views[0]?.muted, audio.muted.get(ids[0]), leg.asked]).toEqual([true, true, ['accept']]);
  });
});

describe('a dialled call', () => {
  it('is checked, rings and is answered', async () => {
    expect(await room.dial('12a')).toMatchObject({ problem: { code: 'NUMBER_BAD' } });
    expect(await room.dial('133 1234 5678')).toEqual({ ok: true, value: { callId: ids[0] } });
    expect(line.asked).toEqual(['dial 13312345678']);
    line.dialled[0]?.events?.ringing();
    expect([phase(), audio.tone]).toEqual(['ringing', 'ringback']);
    line.dialled[0]?.events?.established();
    expect([phase(), audio.tone]).toEqual(['active', 'none']);
  });
  it('says why it did not come about', async () => {
    await room.dial('8001');
    line.dialled[0]?.events?.ended({ type: 'refused', status: 486 });
    expect(ended[0]).toMatchObject({ direction: 'outgoing', endReason: 'busy', endStatus: 486, remote: { number: '8001', masked: '8001' } });
  });
  it('is refused without a line, in a call, and without a microphone', async () => {
    ready = false;
    expect(await room.dial('8001')).toMatchObject({ problem: { code: 'SIP_TRANSPORT_DOWN' } });
    ready = true;
    audio.microphone = fail('MEDIA_MIC_MISSING');
    expect(await room.dial('8001')).toMatchObject({ problem: { code: 'MEDIA_MIC_MISSING' } });
    expect(audio.open.size).toBe(0);
    audio.microphone = { ok: true, value: null };
    await talk(ids[2]);
    expect(await room.dial('8001')).toMatchObject({ problem: { code: 'CALL_BAD_STATE' } });
  });
  it('that we cancel but the far side answers at the same moment is hung up', async () => {
    await room.dial('8001');
    const leg = line.dialled[0];
    if (leg === undefined) throw new Error('not dialled');
    leg.hangUp = async () => void leg.asked.push('hangUp');
    await room.hangUp(ids[0]);
    leg.events?.established();
    expect(leg.asked).toEqual(['hangUp', 'hangUp']);
    expect(ended).toMatchObject([{ endReason: 'cancelled' }]);
  });
});

describe('after the line was lost and came back', () => {
  it('binds every connected call anew and leaves ringing ones ringing', async () => {
    const leg = await talk();
    await room.hold(ids[0]);
    const waiting = ring(ids[1]);
    await room.repair();
    expect(leg.asked.at(-1)).toBe('refresh');
    expect([phase(), phase(ids[1]), waiting.asked]).toEqual(['held', 'ringing', []]);
  });
  it('drops a call the far side no longer knows', async () => {
    const leg = await talk();
    leg.refusals = [481];
    await room.repair();
    expect(ended[0]).toMatchObject({ endReason: 'lost' });
  });
  it('keeps a call whose repair failed for another reason', async () => {
    const leg = await talk();
    leg.refusals = [500];
    await room.repair();
    expect(phase()).toBe('active');
  });
  it('says the goodbye that could not be said', async () => {
    const leg = await talk();
    ready = false;
    expect(await room.hold(ids[0])).toMatchObject({ problem: { code: 'SIP_TRANSPORT_DOWN' } });
    await room.hangUp(ids[0]);
    expect([ended[0]?.endReason, leg.asked]).toEqual(['local', ['accept']]);
    ready = true;
    await room.repair();
    expect(leg.asked).toEqual(['accept', 'hangUp']);
  });
});

it('sign-out ends everything', async () => {
  const leg = await talk();
  const waiting = ring(ids[1]);
  room.endAll();
  expect([leg.asked.at(-1), waiting.asked]).toEqual(['hangUp', ['reject 480']]);
  expect(room.hasCalls).toBe(false);
  expect(audio.tone).toBe('none');
});
