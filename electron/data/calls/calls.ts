import type { Pop, RecentCall, ShiftView } from '#shared/contract/desk.ts';
import type { CallRecord, RemoteParty } from '#shared/contract/phone.ts';
import { maskName } from '#shared/domain/masking.ts';
import { maskNumber } from '#shared/domain/number-display.ts';
import { normalizeNumber } from '#shared/domain/number.ts';
import type { AgentProfile } from '#shared/domain/agent.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { findCustomer } from '../store/cache/customers.ts';
import type { WritableDb } from '../store/db.ts';
import { findCall, listCalls, listUnended, saveCall, type CallEnding, type LoggedCall } from '../store/outbox/call-log.ts';
import { numberKey } from '../views/number-key.ts';
import type { ViewContext } from '../views/views.ts';
import { buildPop, customerOf, onlyMatch, type LiveCall } from './lookup.ts';

export interface CallsDeps {
  readonly outbox: WritableDb;
  readonly views: ViewContext;
  readonly clock: Clock;
  readonly agent: () => AgentProfile | null;
  readonly leaseNow: () => number;
  readonly onPop: (pop: Pop) => void;
  /** A call is over and in the log. */
  readonly onEnded: (call: LoggedCall, view: { readonly answeredElsewhere: boolean }) => void;
}

/** The calls of this desk as the data room knows them: looked up when they ring, logged, kept for the tab that belongs to them. */
export interface Calls {
  ringing(callId: string, from: RemoteParty, at: number): void;
  answered(callId: string, at: number): void;
  ended(view: CallRecord): void;
  find(callId: string): LiveCall | null;
  /** Null takes the choice back: an unidentified caller. */
  choose(callId: string, customerId: string | null): LiveCall | null;
  pop(callId: string): Pop | null;
  /** Live calls, and ended ones in `alsoEnded`. */
  pops(alsoEnded: readonly string[]): Pop[];
  customerOf(callId: string): string | null;
  /** Shows every live call again: what is known has changed. */
  refresh(): void;
  /** After a crash of this process alone: calls the phone still has. Their ids. */
  restore(): string[];
  /** After a kill: calls nobody will end any more. */
  closeInterrupted(): void;
  recent(limit: number): RecentCall[];
  shift(dayStart: number, ticketsTaken: number): ShiftView;
  acwEnded(at: number): void;
  forget(): void;
}

const DAY_MS = 86_400_000;
const HISTORY_MS = 7 * DAY_MS;

export function createCalls(deps: CallsDeps): Calls {
  const calls = new Map<string, LiveCall>();
  let lastAnswered: string | null = null;

  const areaCode = (): string | null => deps.agent()?.areaCode ?? null;
  const popOf = (call: LiveCall): Pop => buildPop(deps.views, call, areaCode(), deps.leaseNow());

  function put(call: LiveCall): LiveCall {
    calls.set(call.id, call);
    const { chosen: _chosen, unidentified: _unidentified, ...logged } = call;
    saveCall(deps.outbox, logged);
    return call;
  }

  function begin(callId: string, direction: LoggedCall['direction'], from: RemoteParty, at: number): LiveCall | null {
    const agent = deps.agent();
    if (agent === null) return null;
    const number = normalizeNumber(from.number, { trunkAreaCode: agent.areaCode });
    const hidden = from.withheld || number.kind === 'anonymous';
    return {
      id: callId, agentNo: agent.no, direction, number: hidden ? null : from.number, numberKey: hidden ? null : numberKey(number),
      withheld: hidden, trunk: from.trunk, customerId: null, startedAt: at, answeredAt: null, endedAt: null, ending: null, acwEndedAt: null,
      chosen: null, unidentified: false,
    };
  }

  /** An outgoing call, or one whose ringing was missed: known from its record only. */
  function unseen(view: CallRecord): LiveCall | null {
    const call = begin(view.id, view.direction === 'incoming' ? 'inbound' : 'outbound', view.remote, view.startedAt);
    return call === null ? null : { ...call, customerId: onlyMatch(deps.views, call) };
  }

  function find(callId: string): LiveCall | null {
    const known = calls.get(callId);
    if (known !== undefined) return known;
    const agent = deps.agent();
    const logged = agent === null ? null : findCall(deps.outbox, agent.no, callId);
    return logged === null ? null : { ...logged, chosen: logged.customerId, unidentified: false };
  }

  return {
    ringing(callId, from, at) {
      if (calls.has(callId)) return;
      let call = begin(callId, 'inbound', from, at);
      if (call === null) return;
      calls.set(callId, call);
      // The card first, the log right after it, whatever becomes of the card.
      try {
        call = { ...call, customerId: onlyMatch(deps.views, call) };
        deps.onPop(popOf(call));
      } finally {
        put(call);
      }
    },
    answered(callId, at) {
      const call = find(callId);
      if (call !== null && call.answeredAt === null) put({ ...call, answeredAt: at });
    },
    ended(view) {
      const call = find(view.id) ?? unseen(view);
      if (call === null || call.endedAt !== null) return;
      const done = put({ ...call, answeredAt: view.answeredAt, endedAt: view.endedAt ?? deps.clock(), ending: endingOf(view) });
      if (done.answeredAt !== null) lastAnswered = done.id;
      deps.onEnded(done, { answeredElsewhere: view.endReason === 'answeredElsewhere' });
    },
    find,
    choose(callId, customerId) {
      const call = find(callId);
      return call === null ? null : put({ ...call, chosen: customerId, unidentified: customerId === null, customerId });
    },
    pop(callId) {
      const call = find(callId);
      return call === null ? null : popOf(call);
    },
    pops(alsoEnded) {
      const ids = new Set([...[...calls.values()].filter((call) => call.endedAt === null).map((call) => call.id), ...alsoEnded]);
      return [...ids].flatMap((id) => {
        const call = find(id);
        return call === null ? [] : [popOf(call)];
      });
    },
    customerOf(callId) {
      const call = find(callId);
      return call === null ? null : customerOf(call, popOf(call).result);
    },
    refresh() {
      for (const call of calls.values()) if (call.endedAt === null) deps.onPop(popOf(call));
    },
    restore() {
      const agent = deps.agent();
      const live = listUnended(deps.outbox).filter((call) => call.agentNo === agent?.no);
      for (const call of live) calls.set(call.id, { ...call, chosen: call.customerId, unidentified: false });
      return live.map((call) => call.id);
    },
    closeInterrupted() {
      for (const call of listUnended(deps.outbox)) {
        const done: LoggedCall = { ...call, endedAt: deps.clock(), ending: call.answeredAt === null ? 'missed' : 'interrupted' };
        saveCall(deps.outbox, done);
        deps.onEnded(done, { answeredElsewhere: false });
      }
    },
    recent(limit) {
      const agent = deps.agent();
      return agent === null ? [] : listCalls(deps.outbox, agent.no, deps.clock() - HISTORY_MS, limit).map((call) => recentCall(deps.views, call, agent.areaCode));
    },
    shift(dayStart, ticketsTaken) {
      const agent = deps.agent();
      const answered = agent === null ? [] : listCalls(deps.outbox, agent.no, dayStart, 1_000).filter((call) => call.answeredAt !== null && call.endedAt !== null);
      return {
        answered: answered.length,
        averageTalkMs: average(answered.map((call) => (call.endedAt ?? 0) - (call.answeredAt ?? 0))),
        averageAcwMs: average(answered.flatMap((call) => (call.acwEndedAt === null ? [] : [call.acwEndedAt - (call.endedAt ?? 0)]))),
        ticketsTaken,
      };
    },
    acwEnded(at) {
      const call = lastAnswered === null ? null : find(lastAnswered);
      if (call !== null && call.endedAt !== null && call.acwEndedAt === null) put({ ...call, acwEndedAt: Math.max(at, call.endedAt) });
    },
    forget() {
      calls.clear();
      lastAnswered = null;
    },
  };
}

function recentCall(views: ViewContext, call: LoggedCall, areaCode: string): RecentCall {
  const card = call.customerId === null ? null : findCustomer(views.cache, call.customerId);
  return {
    id: call.id,
    direction: call.direction,
    maskedNumber: call.number === null ? null : maskNumber(normalizeNumber(call.number, { trunkAreaCode: areaCode })),
    maskedName: card === null ? null : maskName(card.name),
    startedAt: call.startedAt,
    talkMs: call.answeredAt === null || call.endedAt === null ? 0 : Math.max(0, call.endedAt - call.answeredAt),
    ending: call.ending ?? 'answered',
  };
}

function endingOf(view: CallRecord): CallEnding {
  switch (view.endReason) {
    case 'lost':
      return 'interrupted';
    case 'rejected':
      return 'rejected';
    case 'busy':
    case 'declined':
    case 'failed':
      return view.answeredAt === null ? 'failed' : 'interrupted';
    default:
      return view.answeredAt === null ? 'missed' : 'answered';
  }
}

function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
