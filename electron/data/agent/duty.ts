import type { AgentStateView } from '#shared/contract/desk.ts';
import type { AgentStateName, BusyReason } from '#shared/domain/agent.ts';
import { nextTickAt, reduceAgentDuty, signedOutDuty, upcomingState, type AgentDuty, type AgentEvent } from '#shared/domain/agent-state.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Clock, Timers } from '#shared/lib/clock.ts';
import { ok, type Result } from '#shared/lib/result.ts';

/** The agent's state; lives here so that it survives the desk window. */
export interface DutyRoom {
  view(): AgentStateView;
  /** Signed in; 就绪 waits for the phone. */
  begin(wanted: AgentStateName): void;
  end(): void;
  choose(state: AgentStateName, reason: BusyReason | null): Result<AgentStateView>;
  callStarted(callId: string): void;
  callEnded(callId: string, talked: boolean): void;
  phone(ready: boolean): void;
  hasCalls(): boolean;
  /** No timer of it fires any more. */
  stop(): void;
}

export interface DutyDeps {
  readonly policy: Policy['agent'];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onChange: (view: AgentStateView) => void;
  /** 话后 is over, by time or by hand. */
  readonly onAcwEnded: (at: number) => void;
  /** 签出 that waited for a call is due now. */
  readonly onSignOutDue: () => void;
}

export function createDuty(deps: DutyDeps): DutyRoom {
  let duty: AgentDuty = signedOutDuty(deps.clock());
  /** 就绪 was asked for at sign-in, and the phone is still registering. */
  let readyWanted = false;
  let timer: unknown = null;
  /** The view as last told, as JSON. */
  let told = '';

  /** A call that rings changes the duty but nothing anybody sees of it: no word of it is on the way before the card. */
  function tell(): void {
    const now = view();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    deps.onChange(now);
  }

  function take(next: AgentDuty): void {
    const was = duty;
    duty = next;
    deps.timers.clear(timer);
    const due = nextTickAt(duty, deps.policy);
    if (due !== null) timer = deps.timers.set(() => void send({ type: 'tick', at: deps.clock() }), Math.max(1, due - deps.clock()));
    if (was.state === 'acw' && (next.state !== 'acw' || next.since !== was.since)) deps.onAcwEnded(next.since);
    tell();
    if (was.state !== 'signedOut' && next.state === 'signedOut') deps.onSignOutDue();
  }

  function send(event: AgentEvent): Result<AgentDuty> {
    const result = reduceAgentDuty(duty, event, deps.policy);
    if (result.ok && result.value !== duty) take(result.value);
    return result;
  }

  function view(): AgentStateView {
    const next = readyWanted ? ({ state: 'ready', reason: null } as const) : upcomingState(duty);
    return { state: duty.state, reason: duty.reason, since: duty.since, endsAt: duty.calls.length === 0 ? duty.acwEndsAt : null, next };
  }

  function choose(state: AgentStateName, reason: BusyReason | null): Result<AgentStateView> {
    readyWanted = false;
    const result = send({ type: 'choose', state, reason, at: deps.clock() });
    return result.ok ? ok(view()) : result;
  }

  return {
    view,
    begin(wanted) {
      const { phoneReady, phoneLostAt } = duty;
      duty = { ...signedOutDuty(deps.clock()), phoneReady, phoneLostAt };
      readyWanted = wanted === 'ready' && !phoneReady;
      send({ type: 'signIn', at: deps.clock() });
      if (wanted === 'break' || (wanted === 'ready' && phoneReady)) choose(wanted, null);
    },
    end() {
      readyWanted = false;
      deps.timers.clear(timer);
      const { phoneReady, phoneLostAt } = duty;
      duty = { ...signedOutDuty(deps.clock()), phoneReady, phoneLostAt };
      tell();
    },
    choose,
    callStarted: (callId) => void send({ type: 'callStarted', callId, at: deps.clock() }),
    callEnded: (callId, talked) => void send({ type: 'callEnded', callId, talked, at: deps.clock() }),
    phone(ready) {
      send({ type: 'phone', ready, at: deps.clock() });
      if (ready && readyWanted) choose('ready', null);
    },
    hasCalls: () => duty.calls.length > 0,
    stop: () => deps.timers.clear(timer),
  };
}
