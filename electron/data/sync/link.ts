import type { HubHealth } from '#shared/contract/desk.ts';
import type { Clock, Timers } from '#shared/lib/clock.ts';
import { fail, type Problem, type Result } from '#shared/lib/result.ts';
import { toWireProblem } from '../views/wire-problem.ts';
import { backOffMs } from './back-off.ts';
import { hubClient, type HubClient } from './hub-client.ts';
import type { Handshake, HubConnection, HubConnector } from './transport.ts';

/** Times of the link in ms. A light that says online rests on an acknowledgement at most 15 s old. */
export const linkTimes = {
  pingEvery: 5_000, pingTimeout: 3_000, slowFrom: 1_000, connectTimeout: 5_000, probeEvery: 10_000,
  backOff: { firstMs: 1_000, maxMs: 30_000 }, mismatchRetry: 60_000,
} as const;

/** A session to connect with, nobody signed in (only look whether the hub is there), or why there is none. */
export type Credentials =
  | { readonly kind: 'session'; readonly handshake: Handshake; /** Desk time to connect again with a fresh token. */ readonly renewAt: number }
  | { readonly kind: 'nobody' };

export interface LinkDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly fraction: () => number;
  readonly connector: HubConnector;
  /** Refreshes the token when it is near its end. */
  readonly credentials: () => Promise<Result<Credentials>>;
  /** Hub time by the health endpoint, while nobody is signed in. */
  readonly probe: () => Promise<Result<number>>;
  readonly onHealth: (health: HubHealth) => void;
  /** Also after a renewal: hints may have been missed. */
  readonly onOnline: () => void;
  readonly onOffline: () => void;
  readonly onEvent: (name: string, payload: unknown) => void;
  readonly onHubTime: (hubTime: number) => void;
  /** The hub does not accept the session any more. */
  readonly onSessionProblem: (problem: Problem) => void;
}

export interface Link {
  start(): void;
  stop(): void;
  /** Ends a wait; a person asked, or the machine woke up. */
  retryNow(): void;
  /** Who is signed in changed: begin again with other credentials. */
  renew(): void;
  health(): HubHealth;
  readonly client: HubClient;
}

/**
 * ```
 *  stopped ─start─▶ connecting ─▶ online ──┐ ping missed twice, closed
 *                    ▲   │ └────▶ reachable │ (nobody signed in: the hub answers)
 *                    │   ▼                  ▼
 *                    └─ waiting(back-off) ◀─┘
 * ```
 */
type State =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'connecting'; readonly since: number }
  | { readonly kind: 'online'; readonly since: number; readonly connection: HubConnection; readonly rttMs: number; readonly slow: boolean }
  | { readonly kind: 'reachable'; readonly since: number; readonly rttMs: number }
  | { readonly kind: 'waiting'; readonly since: number; readonly nextRetryAt: number; readonly problem: Problem };

export function createLink(deps: LinkDeps): Link {
  let state: State = { kind: 'stopped' };
  /** Raised with every new beginning; late answers of an older one are dropped. */
  let era = 0;
  let attempts = 0;
  let timer: unknown = null;
  let renewal: unknown = null;

  const to = (next: State): void => {
    const was = state;
    state = next;
    if (was.kind === 'online' && next.kind !== 'online') deps.onOffline();
    deps.onHealth(health());
  };
  const later = (run: () => void, ms: number): void => {
    deps.timers.clear(timer);
    timer = deps.timers.set(run, ms);
  };
  const offlineSince = (): number => (state.kind === 'waiting' ? state.since : deps.clock());

  function dropConnection(): void {
    deps.timers.clear(timer);
    deps.timers.clear(renewal);
    if (state.kind === 'online') state.connection.close();
  }

  function wait(problem: Problem, since: number): void {
    const ms = problem.code === 'HUB_PROTOCOL_MISMATCH' ? linkTimes.mismatchRetry : backOffMs(attempts, linkTimes.backOff, deps.fraction());
    attempts++;
    to({ kind: 'waiting', since, nextRetryAt: deps.clock() + ms, problem });
    later(() => void attempt(since), ms);
  }

  /** `waitingSince` keeps the time the outage began while the attempts go on. */
  async function attempt(waitingSince: number | null): Promise<void> {
    const mine = ++era;
    if (waitingSince === null) to({ kind: 'connecting', since: deps.clock() });
    const since = waitingSince ?? deps.clock();
    const credentials = await deps.credentials();
    if (mine !== era) return;
    if (!credentials.ok) return refused(credentials.problem, since);
    if (credentials.value.kind === 'nobody') return probe(mine, since);
    const { handshake, renewAt } = credentials.value;
    const connected = await connect(handshake, mine);
    if (mine !== era) return connected.ok ? connected.value.close() : undefined;
    if (!connected.ok) return refused(connected.problem, since);
    const rtt = await ping(connected.value);
    if (mine !== era) return connected.value.close();
    if (rtt === null) {
      connected.value.close();
      return wait({ code: 'HUB_UNREACHABLE' }, since);
    }
    cameOnline(connected.value, rtt, renewAt);
  }

  function cameOnline(connection: HubConnection, rttMs: number, renewAt: number): void {
    attempts = 0;
    to({ kind: 'online', since: deps.clock(), connection, rttMs, slow: rttMs >= linkTimes.slowFrom });
    schedulePing();
    scheduleRenewal(renewAt);
    deps.onOnline();
  }

  function refused(problem: Problem, since: number): void {
    if (problem.code.startsWith('AUTH_')) deps.onSessionProblem(problem);
    wait(problem, since);
  }

  async function probe(mine: number, since: number): Promise<void> {
    const start = deps.clock();
    const answer = await deps.probe();
    if (mine !== era) return;
    if (!answer.ok) return wait(answer.problem, since);
    attempts = 0;
    deps.onHubTime(answer.value);
    to({ kind: 'reachable', since: state.kind === 'reachable' ? state.since : deps.clock(), rttMs: deps.clock() - start });
    later(() => void probeAgain(), linkTimes.probeEvery);
  }

  function probeAgain(): Promise<void> {
    return probe(++era, deps.clock());
  }

  function connect(handshake: Handshake, mine: number): Promise<Result<HubConnection>> {
    let live: HubConnection | null = null;
    const events = {
      onEvent: (name: string, payload: unknown) => {
        if (live !== null && state.kind === 'online' && state.connection === live) deps.onEvent(name, payload);
      },
      onClosed: () => {
        if (live !== null && state.kind === 'online' && state.connection === live) lost();
      },
    };
    return deps.connector.connect(handshake, events, linkTimes.connectTimeout).then((result) => {
      if (result.ok && mine === era) live = result.value;
      return result;
    });
  }

  async function ping(connection: HubConnection): Promise<number | null> {
    const start = deps.clock();
    const answer = await hubClient(() => connection).call('hub.ping', {}, linkTimes.pingTimeout);
    if (!answer.ok) return null;
    deps.onHubTime(answer.value.hubTime);
    return Math.max(0, deps.clock() - start);
  }

  function schedulePing(): void {
    later(() => void keepAlive(), linkTimes.pingEvery);
  }

  /** One miss makes the light slow and asks again at once, two mean the hub is gone. */
  async function keepAlive(): Promise<void> {
    for (let miss = 0; miss < 2; miss++) {
      if (state.kind !== 'online') return;
      const { connection } = state;
      const rtt = await ping(connection);
      // The connection may have been replaced while the answer was on its way.
      if (state.kind !== 'online' || state.connection !== connection) return;
      to({ ...state, rttMs: rtt ?? linkTimes.pingTimeout, slow: rtt === null || rtt >= linkTimes.slowFrom });
      if (rtt !== null) return schedulePing();
    }
    lost();
  }

  function lost(): void {
    era++;
    dropConnection();
    wait({ code: 'HUB_UNREACHABLE' }, deps.clock());
  }

  function scheduleRenewal(renewAt: number): void {
    deps.timers.clear(renewal);
    renewal = deps.timers.set(() => void renewInPlace(), Math.max(1_000, renewAt - deps.clock()));
  }

  /** A fresh token on a new connection before the old one is ended (S-102): the light does not flicker. */
  async function renewInPlace(): Promise<void> {
    const mine = era;
    const credentials = await deps.credentials();
    if (mine !== era || state.kind !== 'online') return;
    if (!credentials.ok || credentials.value.kind === 'nobody') return retryRenewal(credentials.ok ? null : credentials.problem);
    const connected = await connect(credentials.value.handshake, mine);
    if (mine !== era || state.kind !== 'online') return connected.ok ? connected.value.close() : undefined;
    if (!connected.ok) return retryRenewal(connected.problem);
    const old = state.connection;
    to({ ...state, connection: connected.value });
    old.close();
    scheduleRenewal(credentials.value.renewAt);
    deps.onOnline();
  }

  function retryRenewal(problem: Problem | null): void {
    if (problem !== null && problem.code.startsWith('AUTH_')) {
      era++;
      dropConnection();
      refused(problem, deps.clock());
    } else scheduleRenewal(deps.clock() + 10_000);
  }

  function begin(): void {
    dropConnection();
    attempts = 0;
    void attempt(state.kind === 'waiting' ? state.since : null);
  }

  function health(): HubHealth {
    switch (state.kind) {
      case 'stopped':
        return { kind: 'offline', since: deps.clock(), nextRetryAt: null, problem: { code: 'HUB_UNREACHABLE' } };
      case 'connecting':
        return { kind: 'connecting', since: state.since };
      case 'online':
        return { kind: state.slow ? 'slow' : 'online', since: state.since, rttMs: state.rttMs };
      case 'reachable':
        return { kind: 'online', since: state.since, rttMs: state.rttMs };
      case 'waiting':
        return { kind: 'offline', since: state.since, nextRetryAt: state.nextRetryAt, problem: toWireProblem(state.problem) };
    }
  }

  return {
    start: begin,
    stop() {
      era++;
      dropConnection();
      to({ kind: 'stopped' });
    },
    retryNow() {
      if (state.kind === 'waiting' || state.kind === 'reachable') begin();
      else if (state.kind === 'online') later(() => void keepAlive(), 0);
    },
    renew() {
      if (state.kind === 'stopped') return;
      const since = offlineSince();
      era++;
      dropConnection();
      attempts = 0;
      void attempt(state.kind === 'waiting' ? since : null);
    },
    health,
    client: {
      call(name, input, timeoutMs) {
        if (state.kind !== 'online') return Promise.resolve(fail('HUB_UNREACHABLE'));
        const { connection } = state;
        return hubClient(() => connection).call(name, input, timeoutMs);
      },
    },
  };
}
