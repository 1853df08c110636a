import { fail, ok } from '#shared/lib/result.ts';
import type { AgentStateName, BusyReason } from './agent.ts';
import type { Policy } from './policy.ts';
import type { DomainResult } from './problem-codes.ts';

/**
 * What an agent is doing, from sign-in to sign-out. Ringing and talking are seen from the calls, so the
 * chosen state stands still under a call and the next one waits:
 *
 * ```
 *            signIn                 choose                choose
 *  signedOut ──────► busy(system) ◄────────► ready ◄─────────────► break
 *      ▲                                       │ phone lost too long
 *      │ choose                                └──────────────► busy(equipment)
 *      │
 *  any state ── callStarted ──► same state, `calls` > 0; a choice becomes `next`
 *  last call ends, someone talked ──► acw ── time up, endAcw, or the awaited state chosen again ──► next
 *  last call ends, nobody talked ──► queued state at once, 话后 goes on if it was on
 *
 *  next = the queued state, else the one last chosen; ready without a phone becomes busy(equipment)
 * ```
 */
export interface AgentDuty {
  readonly state: AgentStateName;
  readonly reason: BusyReason | null;
  /** Start of the present state, ms. */
  readonly since: number;
  /** What comes after the call or 话后; null = back to `resume`. */
  readonly queued: AgentChoice | null;
  /** The state last chosen: what 话后 returns to. */
  readonly resume: AgentChoice;
  /** Calls of this agent alive now, ringing out included. */
  readonly calls: readonly string[];
  /** One of the calls since the last idle moment was talked on. */
  readonly talked: boolean;
  readonly phoneReady: boolean;
  /** Since when the phone is lost; null while it is ready. */
  readonly phoneLostAt: number | null;
  /** 话后 ends by itself at this time. */
  readonly acwEndsAt: number | null;
  readonly acwExtensions: number;
}

export interface AgentChoice {
  readonly state: 'signedOut' | 'ready' | 'busy' | 'break';
  readonly reason: BusyReason | null;
}

export type AgentEvent =
  | { readonly type: 'signIn'; readonly at: number }
  /** `reason` is mandatory for 示忙 and refused elsewhere. */
  | { readonly type: 'choose'; readonly state: AgentStateName; readonly reason: BusyReason | null; readonly at: number }
  | { readonly type: 'callStarted'; readonly callId: string; readonly at: number }
  | { readonly type: 'callEnded'; readonly callId: string; readonly talked: boolean; readonly at: number }
  | { readonly type: 'extendAcw'; readonly at: number }
  | { readonly type: 'endAcw'; readonly at: number }
  | { readonly type: 'phone'; readonly ready: boolean; readonly at: number }
  /** Time passes; send one at `nextTickAt`, earlier or more often does no harm. */
  | { readonly type: 'tick'; readonly at: number };

export type AgentPolicy = Pick<Policy['agent'], 'acwMs' | 'acwWarnMs' | 'acwExtendMs' | 'acwExtensions' | 'phoneLossMs'>;

export function signedOutDuty(at: number): AgentDuty {
  return {
    state: 'signedOut', reason: null, since: at, queued: null, resume: { state: 'signedOut', reason: null }, calls: [], talked: false,
    phoneReady: false, phoneLostAt: at, acwEndsAt: null, acwExtensions: 0,
  };
}

/** The duty after an event, or why it is refused; refused events change nothing. */
export function reduceAgentDuty(duty: AgentDuty, event: AgentEvent, policy: AgentPolicy): DomainResult<AgentDuty> {
  switch (event.type) {
    case 'signIn':
      return duty.state === 'signedOut' ? ok(enter(duty, { state: 'busy', reason: 'system' }, event.at)) : fail('AGENT_STATE_REFUSED');
    case 'choose':
      return choose(duty, event);
    case 'callStarted':
      return ok(callStarted(duty, event.callId));
    case 'callEnded':
      return ok(callEnded(duty, event, policy));
    case 'extendAcw':
      if (duty.acwEndsAt === null || duty.calls.length > 0 || duty.acwExtensions >= policy.acwExtensions) return fail('AGENT_STATE_REFUSED');
      return ok({ ...duty, acwEndsAt: duty.acwEndsAt + policy.acwExtendMs, acwExtensions: duty.acwExtensions + 1 });
    case 'endAcw':
      return duty.state === 'acw' && duty.calls.length === 0 ? ok(settle(duty, event.at)) : fail('AGENT_STATE_REFUSED');
    case 'phone':
      return ok({ ...duty, phoneReady: event.ready, phoneLostAt: event.ready ? null : (duty.phoneLostAt ?? event.at) });
    case 'tick':
      return ok(tick(duty, event.at, policy));
  }
}

/** When the next `tick` is due, or null when nothing waits for time. */
export function nextTickAt(duty: AgentDuty, policy: AgentPolicy): number | null {
  if (duty.state === 'acw' && duty.calls.length === 0) return duty.acwEndsAt;
  if (duty.state === 'ready' && duty.calls.length === 0 && duty.phoneLostAt !== null) return duty.phoneLostAt + policy.phoneLossMs;
  return null;
}

/** 话后 as shown: time left, and whether the last amber stretch has begun; null outside 话后 and under a call. */
export function acwStatus(duty: AgentDuty, now: number, policy: AgentPolicy): { readonly remainingMs: number; readonly warning: boolean } | null {
  if (duty.acwEndsAt === null || duty.calls.length > 0) return null;
  const remainingMs = Math.max(0, duty.acwEndsAt - now);
  return { remainingMs, warning: remainingMs <= policy.acwWarnMs };
}

/** The state that follows the call or 话后, named on the switch (`话后 00:23 → 小休`); null when none is pending. */
export function upcomingState(duty: AgentDuty): AgentChoice | null {
  if (duty.queued !== null) return duty.queued;
  return duty.state === 'acw' ? duty.resume : null;
}

function choose(duty: AgentDuty, event: Extract<AgentEvent, { type: 'choose' }>): DomainResult<AgentDuty> {
  const { state, reason, at } = event;
  // 话后 begins by itself, signing in is its own event, and a reason belongs to 示忙 alone.
  if (duty.state === 'signedOut' || state === 'acw' || (state === 'busy') !== (reason !== null)) return fail('AGENT_STATE_REFUSED');
  const choice: AgentChoice = { state, reason };
  if (duty.calls.length > 0) return ok({ ...duty, queued: isSame(duty.queued, choice) ? null : choice });
  if (state === 'ready' && !duty.phoneReady) return fail('AGENT_PHONE_NOT_READY');
  if (duty.state === 'acw') {
    // The awaited state chosen again means: now. Another one only takes its place in the queue.
    return isSame(upcomingState(duty), choice) ? ok(settle(duty, at)) : ok({ ...duty, queued: choice });
  }
  return ok(enter(duty, choice, at));
}

function callStarted(duty: AgentDuty, callId: string): AgentDuty {
  if (duty.state === 'signedOut' || duty.calls.includes(callId)) return duty;
  // A call out of 话后 (回拨) only stands in its way: its time goes on, its end waits for the call.
  return { ...duty, calls: [...duty.calls, callId] };
}

function callEnded(duty: AgentDuty, event: Extract<AgentEvent, { type: 'callEnded' }>, policy: AgentPolicy): AgentDuty {
  if (!duty.calls.includes(event.callId)) return duty;
  const calls = duty.calls.filter((id) => id !== event.callId);
  const talked = duty.talked || event.talked;
  if (calls.length > 0) return { ...duty, calls, talked };
  if (!talked) return duty.queued === null || duty.state === 'acw' ? { ...duty, calls } : settle({ ...duty, calls }, event.at);
  return { ...duty, calls, talked: false, state: 'acw', reason: null, since: event.at, acwEndsAt: event.at + policy.acwMs, acwExtensions: 0 };
}

function tick(duty: AgentDuty, at: number, policy: AgentPolicy): AgentDuty {
  const due = nextTickAt(duty, policy);
  if (due === null || at < due) return duty;
  return duty.state === 'acw' ? settle(duty, at) : enter(duty, { state: 'busy', reason: 'equipment' }, at);
}

/** End of a call or of 话后: what was queued, else what was chosen before. */
function settle(duty: AgentDuty, at: number): AgentDuty {
  const next = duty.queued ?? duty.resume;
  return enter(duty, next.state === 'ready' && !duty.phoneReady ? { state: 'busy', reason: 'equipment' } : next, at);
}

function enter(duty: AgentDuty, choice: AgentChoice, at: number): AgentDuty {
  return { ...duty, state: choice.state, reason: choice.reason, since: at, queued: null, resume: choice, talked: false, acwEndsAt: null, acwExtensions: 0 };
}

function isSame(a: AgentChoice | null, b: AgentChoice): boolean {
  return a !== null && a.state === b.state && a.reason === b.reason;
}
