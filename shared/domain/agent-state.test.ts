import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/support/tickets.ts';
import { acwStatus, nextTickAt, reduceAgentDuty, signedOutDuty, upcomingState, type AgentDuty, type AgentEvent } from './agent-state.ts';
import { agentStateSchema, busyReasonSchema } from './agent.ts';
import { fujianPolicy } from './policy-fujian.ts';

const policy = fujianPolicy.agent;

function run(events: readonly AgentEvent[], from: AgentDuty = signedOutDuty(0)): AgentDuty {
  return events.reduce((duty, event) => {
    const result = reduceAgentDuty(duty, event, policy);
    if (!result.ok) throw new Error(`${result.problem.code} at ${event.type}`);
    return result.value;
  }, from);
}
const refusal = (duty: AgentDuty, event: AgentEvent): string | null => {
  const result = reduceAgentDuty(duty, event, policy);
  return result.ok ? null : result.problem.code;
};
const choose = (state: AgentDuty['state'], at: number, reason: AgentDuty['reason'] = null): AgentEvent => ({ type: 'choose', state, reason, at });
const atWork: readonly AgentEvent[] = [{ type: 'signIn', at: 1 }, { type: 'phone', ready: true, at: 2 }, choose('ready', 3)];
const call: readonly AgentEvent[] = [{ type: 'callStarted', callId: 'a', at: 10 }];
const hungUp = (at: number, talked = true): AgentEvent => ({ type: 'callEnded', callId: 'a', talked, at });

describe('agent duty', () => {
  it('signs in as 示忙 until the agent chooses', () => {
    expect(run([{ type: 'signIn', at: 1 }])).toMatchObject({ state: 'busy', reason: 'system', since: 1 });
    expect(refusal(run(atWork), { type: 'signIn', at: 5 })).toBe('AGENT_STATE_REFUSED');
    expect(refusal(signedOutDuty(0), choose('ready', 5))).toBe('AGENT_STATE_REFUSED');
  });

  it('does not go ready without a phone', () => {
    expect(refusal(run([{ type: 'signIn', at: 1 }]), choose('ready', 2))).toBe('AGENT_PHONE_NOT_READY');
  });

  it('wants a reason for 示忙 and none elsewhere, and never 话后 by choice', () => {
    const duty = run(atWork);
    expect(refusal(duty, choose('busy', 5))).toBe('AGENT_STATE_REFUSED');
    expect(refusal(duty, choose('break', 5, 'other'))).toBe('AGENT_STATE_REFUSED');
    expect(refusal(duty, choose('acw', 5))).toBe('AGENT_STATE_REFUSED');
    expect(run([choose('busy', 5, 'paperwork')], duty)).toMatchObject({ state: 'busy', reason: 'paperwork', since: 5 });
  });

  it('goes to 话后 after a talk and back to 就绪 by itself, warning before', () => {
    const duty = run([...atWork, ...call, hungUp(1000)]);
    expect(duty).toMatchObject({ state: 'acw', since: 1000, acwEndsAt: 1000 + policy.acwMs });
    expect(nextTickAt(duty, policy)).toBe(1000 + policy.acwMs);
    expect(acwStatus(duty, 1000, policy)).toEqual({ remainingMs: policy.acwMs, warning: false });
    expect(acwStatus(duty, 1000 + policy.acwMs - policy.acwWarnMs, policy)?.warning).toBe(true);
    expect(run([{ type: 'tick', at: 1000 + policy.acwMs - 1 }], duty).state).toBe('acw');
    expect(run([{ type: 'tick', at: 1000 + policy.acwMs }], duty)).toMatchObject({ state: 'ready', since: 1000 + policy.acwMs, acwEndsAt: null });
  });

  it('has no 话后 after a call nobody talked on', () => {
    expect(run([...atWork, ...call, hungUp(20, false)])).toMatchObject({ state: 'ready', since: 3 });
  });

  it('keeps a choice made in the call for afterwards; the same choice again takes it back', () => {
    const queued = run([...atWork, ...call, choose('break', 20)]);
    expect(queued).toMatchObject({ state: 'ready', queued: { state: 'break', reason: null } });
    expect(upcomingState(queued)).toEqual({ state: 'break', reason: null });
    expect(run([choose('break', 21)], queued).queued).toBeNull();
    const acw = run([hungUp(30)], queued);
    expect(acw.state).toBe('acw');
    expect(run([{ type: 'tick', at: 30 + policy.acwMs }], acw)).toMatchObject({ state: 'break', queued: null });
    expect(run([hungUp(30, false)], queued).state).toBe('break');
  });

  it('ends 话后 when the awaited state is chosen again, or at once on endAcw', () => {
    const acw = run([...atWork, ...call, hungUp(30)]);
    expect(upcomingState(acw)).toEqual({ state: 'ready', reason: null });
    expect(run([choose('ready', 40)], acw).state).toBe('ready');
    const toBreak = run([choose('break', 40)], acw);
    expect(toBreak).toMatchObject({ state: 'acw', queued: { state: 'break' } });
    expect(run([choose('break', 41)], toBreak)).toMatchObject({ state: 'break', since: 41 });
    expect(run([{ type: 'endAcw', at: 50 }], toBreak).state).toBe('break');
    expect(refusal(run(atWork), { type: 'endAcw', at: 50 })).toBe('AGENT_STATE_REFUSED');
  });

  it('gives 30 seconds more, once per call', () => {
    const acw = run([...atWork, ...call, hungUp(30)]);
    const longer = run([{ type: 'extendAcw', at: 40 }], acw);
    expect(longer.acwEndsAt).toBe(30 + policy.acwMs + policy.acwExtendMs);
    expect(refusal(longer, { type: 'extendAcw', at: 41 })).toBe('AGENT_STATE_REFUSED');
    expect(refusal(run(atWork), { type: 'extendAcw', at: 41 })).toBe('AGENT_STATE_REFUSED');
  });

  it('returns to what was chosen before, not always to 就绪', () => {
    const duty = run([...atWork, choose('busy', 5, 'lead'), ...call, hungUp(30), { type: 'tick', at: 30 + policy.acwMs }]);
    expect(duty).toMatchObject({ state: 'busy', reason: 'lead' });
  });

  it('never goes ready while ringing out of 话后', () => {
    const acw = run([...atWork, ...call, hungUp(30), { type: 'callStarted', callId: 'b', at: 40 }]);
    const late = run([{ type: 'tick', at: 30 + 10 * policy.acwMs }], acw);
    expect(late.state).toBe('acw');
    expect(nextTickAt(late, policy)).toBeNull();
    const after = run([{ type: 'callEnded', callId: 'b', talked: false, at: 99_000 }], late);
    expect(run([{ type: 'tick', at: 99_000 }], after).state).toBe('ready');
    expect(run([{ type: 'callEnded', callId: 'b', talked: true, at: 99_000 }], late)).toMatchObject({ state: 'acw', acwEndsAt: 99_000 + policy.acwMs });
  });

  it('goes on with 话后 after a call back nobody answered, whatever is queued', () => {
    const acw = run([...atWork, ...call, hungUp(30), choose('break', 35), { type: 'callStarted', callId: 'b', at: 40 }]);
    expect(run([{ type: 'callEnded', callId: 'b', talked: false, at: 50 }], acw)).toMatchObject({ state: 'acw', acwEndsAt: 30 + policy.acwMs, queued: { state: 'break' } });
  });

  it('waits for the last of several calls', () => {
    const two = run([...atWork, ...call, { type: 'callStarted', callId: 'b', at: 12 }, hungUp(20)]);
    expect(two).toMatchObject({ state: 'ready', calls: ['b'], talked: true });
    expect(run([{ type: 'callEnded', callId: 'b', talked: false, at: 30 }], two).state).toBe('acw');
  });

  it('ignores calls it does not know, and the same call twice', () => {
    const duty = run([...atWork, ...call]);
    expect(run([...call], duty)).toEqual(duty);
    expect(run([{ type: 'callEnded', callId: 'zz', talked: true, at: 20 }], duty)).toEqual(duty);
  });

  it('leaves 就绪 when the phone stays lost, not at a flicker', () => {
    const lost = run([...atWork, { type: 'phone', ready: false, at: 100 }]);
    expect(nextTickAt(lost, policy)).toBe(100 + policy.phoneLossMs);
    expect(run([{ type: 'phone', ready: true, at: 200 }, { type: 'tick', at: 100 + policy.phoneLossMs }], lost).state).toBe('ready');
    expect(run([{ type: 'phone', ready: false, at: 900 }, { type: 'tick', at: 100 + policy.phoneLossMs }], lost)).toMatchObject({ state: 'busy', reason: 'equipment' });
  });

  it('ends 话后 as 设备故障 when the phone was lost meanwhile', () => {
    const duty = run([...atWork, ...call, hungUp(30), { type: 'phone', ready: false, at: 40 }, { type: 'tick', at: 30 + policy.acwMs }]);
    expect(duty).toMatchObject({ state: 'busy', reason: 'equipment' });
  });

  it('signs out at once when idle, after the call when talking', () => {
    expect(run([...atWork, choose('signedOut', 9)]).state).toBe('signedOut');
    expect(run([...atWork, ...call, choose('signedOut', 20), hungUp(30), { type: 'endAcw', at: 40 }]).state).toBe('signedOut');
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('seed %i: any events keep it consistent', (seed) => {
    const random = seededRandom(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    let duty = signedOutDuty(0);
    for (let at = 1; at < 300_000; at += 1 + Math.floor(random() * 4000)) {
      const event: AgentEvent = pick([
        { type: 'signIn', at }, { type: 'choose', state: pick(agentStateSchema.options), reason: random() < 0.3 ? pick(busyReasonSchema.options) : null, at },
        { type: 'callStarted', callId: pick(['a', 'b']), at }, { type: 'callEnded', callId: pick(['a', 'b']), talked: random() < 0.6, at },
        { type: 'extendAcw', at }, { type: 'endAcw', at }, { type: 'phone', ready: random() < 0.8, at }, { type: 'tick', at },
      ]);
      const result = reduceAgentDuty(duty, event, policy);
      expect(reduceAgentDuty(duty, event, policy)).toEqual(result);
      if (!result.ok) continue;
      const becameReady = result.value.state === 'ready' && duty.state !== 'ready';
      duty = result.value;
      expect(duty.state === 'busy').toBe(duty.reason !== null);
      expect(duty.state === 'acw').toBe(duty.acwEndsAt !== null);
      expect(duty.acwExtensions).toBeLessThanOrEqual(policy.acwExtensions);
      if (becameReady) expect([duty.phoneReady, duty.calls.length]).toEqual([true, 0]);
      if (duty.state === 'signedOut') expect(duty.calls).toEqual([]);
      expect(duty.since).toBeLessThanOrEqual(at);
    }
  });
});
