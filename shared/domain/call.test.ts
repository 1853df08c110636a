import { describe, expect, it } from 'vitest';
import { newCall, transition, type Call, type CallEvent } from './call.ts';

const at = 1000;
function run(call: Call, ...events: CallEvent[]): Call {
  return events.reduce((current, event, index) => {
    const next = transition(current, event, at + index + 1);
    if (!next.ok) throw new Error(`${event.type} refused in ${current.phase}`);
    return next.call;
  }, call);
}
const incoming = newCall('c1', 'incoming', at);
const outgoing = newCall('c2', 'outgoing', at);
const talking = run(incoming, { type: 'answer' }, { type: 'established' });

const every: CallEvent[] = [
  { type: 'ringing' }, { type: 'answer' }, { type: 'answerFailed' }, { type: 'established' }, { type: 'hold' }, { type: 'resume' },
  { type: 'mute' }, { type: 'unmute' }, { type: 'hangUp' }, { type: 'reject' }, { type: 'cancelled', answeredElsewhere: false },
  { type: 'remoteHangUp' }, { type: 'refused', status: 486 }, { type: 'failed' }, { type: 'lost' },
];
const allowedIn = (call: Call): string[] => every.filter((event) => transition(call, event, at).ok).map((event) => event.type);

describe('call machine', () => {
  it('allows exactly these events in each state', () => {
    const ending = ['remoteHangUp', 'failed', 'lost'];
    expect(allowedIn(incoming)).toEqual(['answer', 'reject', 'cancelled', 'remoteHangUp', 'refused', 'failed', 'lost']);
    expect(allowedIn(run(incoming, { type: 'answer' }))).toEqual(['answerFailed', 'established', 'mute', 'unmute', 'hangUp', 'cancelled', 'remoteHangUp', 'refused', 'failed', 'lost']);
    expect(allowedIn(outgoing)).toEqual(['ringing', 'established', 'hangUp', 'remoteHangUp', 'refused', 'failed', 'lost']);
    expect(allowedIn(run(outgoing, { type: 'ringing' }))).toEqual(['ringing', 'established', 'hangUp', 'remoteHangUp', 'refused', 'failed', 'lost']);
    expect(allowedIn(talking)).toEqual(['hold', 'mute', 'unmute', 'hangUp', ...ending]);
    expect(allowedIn(run(talking, { type: 'hold' }))).toEqual(['resume', 'mute', 'unmute', 'hangUp', ...ending]);
    expect(allowedIn(run(talking, { type: 'hangUp' }))).toEqual([]);
  });

  it('an answered incoming call', () => {
    expect(talking).toMatchObject({ phase: 'active', answeredAt: at + 2, muted: false, endReason: null });
  });

  it('keeps hold time across holds, and closes it at the end', () => {
    const held = transition(talking, { type: 'hold' }, 2000);
    const resumed = held.ok ? transition(held.call, { type: 'resume' }, 2500) : held;
    const again = resumed.ok ? transition(resumed.call, { type: 'hold' }, 3000) : resumed;
    const ended = again.ok ? transition(again.call, { type: 'remoteHangUp' }, 3100) : again;
    expect(ended).toMatchObject({ ok: true, call: { heldMs: 600, heldSince: null, endReason: 'remote', endedAt: 3100 } });
  });

  it('mute survives hold and resume', () => {
    expect(run(talking, { type: 'mute' }, { type: 'hold' }, { type: 'resume' }).muted).toBe(true);
  });

  it('the race of answer and CANCEL has one outcome', () => {
    const cancelled = run(incoming, { type: 'answer' }, { type: 'cancelled', answeredElsewhere: false });
    expect(cancelled.endReason).toBe('cancelled');
    expect(transition(cancelled, { type: 'established' }, at).ok).toBe(false);
    expect(transition(talking, { type: 'cancelled', answeredElsewhere: false }, at).ok).toBe(false);
  });

  it.each([
    [486, 'busy'], [600, 'busy'], [480, 'noAnswer'], [408, 'noAnswer'], [603, 'declined'], [403, 'declined'], [487, 'cancelled'], [404, 'failed'], [500, 'failed'],
  ] as const)('an outgoing call refused with %i ends as %s', (status, reason) => {
    expect(run(outgoing, { type: 'refused', status }).endReason).toBe(reason);
  });

  it('says who gave up', () => {
    expect(run(incoming, { type: 'cancelled', answeredElsewhere: true }).endReason).toBe('answeredElsewhere');
    expect(run(outgoing, { type: 'hangUp' }).endReason).toBe('cancelled');
    expect(run(talking, { type: 'hangUp' }).endReason).toBe('local');
    expect(run(incoming, { type: 'reject' }).endReason).toBe('rejected');
  });

  it('a microphone that fails at answer lets the call ring on', () => {
    expect(run(incoming, { type: 'answer' }, { type: 'answerFailed' }).phase).toBe('ringing');
  });
});
