import type { SessionView } from '#shared/contract/desk.ts';
import type { SessionReply, SipAccount } from '#shared/contract/hub.ts';
import { protocolVersion } from '#shared/contract/hub.ts';
import type { AgentProfile } from '#shared/domain/agent.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { ok, type Problem, type Result } from '#shared/lib/result.ts';
import type { Log } from '../deps.ts';
import { clearAllFailedUnlocks, saveSignIn } from '../store/outbox/sign-ins.ts';
import { logAccess } from '../store/outbox/access-log.ts';
import type { Credentials } from '../sync/link.ts';
import { toWireProblem } from '../views/wire-problem.ts';
import type { HubAccounts } from './hub-accounts.ts';
import type { LiveSession, LiveSessionStore } from './live-session.ts';
import { deriveRecordKey, writeRecord, type RecordKey } from './sign-in-record.ts';
import { unlockOffline, type UnlockDeps } from './unlock.ts';

export interface SessionDeps extends UnlockDeps {
  readonly accounts: HubAccounts;
  readonly live: LiveSessionStore;
  readonly deskId: string;
  readonly clock: Clock;
  readonly log: Log;
  /** After every change; who was signed in before comes along. */
  readonly onChange: (view: SessionView) => void;
  /** The extension of who is signed in and when it lapses on this desk's clock, or null: forget it. */
  readonly onSip: (sip: SipAccount | null, untilDeskTime: number) => void;
  /** Credentials changed: the link begins anew. */
  readonly onCredentials: () => void;
}

/** Who is at this desk, and the tokens that go with it: the access token in memory only, the rest sealed. */
export interface Session {
  view(): SessionView;
  agent(): AgentProfile | null;
  signIn(agentNo: string, password: string): Promise<Result<SessionView>>;
  unlock(agentNo: string, password: string): Promise<Result<SessionView>>;
  /** After a crash of this process alone: goes on where it was. */
  resume(live: LiveSession): void;
  /** The person leaves; drafts and outbox stay under their name. */
  signOut(): void;
  /** Signed out with a reason the sign-in page shows. */
  end(problem: Problem): void;
  credentials(): Promise<Result<Credentials>>;
  /** The hub took the credentials: an offline session is an ordinary one from here. */
  cameOnline(): void;
  /** The hub refused them. Null when a fresh token may still help, else why the session is over. */
  refused(problem: Problem): Problem | null;
  /** True when an offline session has outlived its window. */
  hasLapsed(): boolean;
}

interface SignedIn {
  readonly kind: 'in';
  readonly agent: AgentProfile;
  mode: 'online' | 'offline';
  readonly since: number;
  readonly signedInAt: number;
  readonly windowMs: number;
  readonly attempts: number;
  readonly key: RecordKey;
  sip: SipAccount;
  /** Fixed once, so that the phone is told the same thing again after a crash of this process. */
  sipUntil: number;
  refreshToken: string;
  access: { readonly token: string; readonly expiresAt: number } | null;
}
type State = { readonly kind: 'out'; readonly problem: Problem | null } | SignedIn;

/** A token this near its end is renewed before it is shown to the hub; an extension in good time. */
const RENEW_BEFORE_MS = 60_000;
const SIP_RENEW_BEFORE_MS = 3_600_000;

export function createSession(deps: SessionDeps): Session {
  let state: State = { kind: 'out', problem: null };
  let refreshing: Promise<Result<Credentials>> | null = null;

  const view = (): SessionView =>
    state.kind === 'out'
      ? { kind: 'signedOut', problem: state.problem === null ? null : toWireProblem(state.problem) }
      : { kind: 'signedIn', agent: state.agent, mode: state.mode, since: state.since, offlineUntil: state.signedInAt + state.windowMs };

  function become(next: State): void {
    state = next;
    if (next.kind === 'out') deps.live.forget();
    deps.onChange(view());
    deps.onSip(next.kind === 'in' ? next.sip : null, next.kind === 'in' ? next.sipUntil : 0);
    deps.onCredentials();
  }

  async function keep(signedIn: SignedIn): Promise<void> {
    const { agent, signedInAt, windowMs, attempts, key, sip, refreshToken } = signedIn;
    const text = writeRecord({ agent, signedInAt, windowMs, attempts, secrets: { sip, refreshToken } }, key, deps.random);
    const sealed = await deps.sealing.seal(text);
    // Without a seal nothing is kept: the agent cannot unlock offline, everything else works.
    if (sealed === null) return deps.log('warn', 'session.notSealed');
    saveSignIn(deps.outbox, agent.no, sealed, signedInAt);
    await deps.live.save(signedIn);
  }

  async function signIn(agentNo: string, password: string): Promise<Result<SessionView>> {
    const askedAt = deps.clock();
    const reply = await deps.accounts.signIn(agentNo, password);
    if (!reply.ok) return reply;
    deps.hubClock.seen(reply.value.hubTime, askedAt);
    const key = await deriveRecordKey(password, deps.random);
    const next: SignedIn = {
      kind: 'in', mode: 'online', since: deps.clock(), key, signedInAt: reply.value.hubTime,
      windowMs: reply.value.offline.windowMs, attempts: reply.value.offline.attempts, ...tokensOf(reply.value, deps.hubClock.skewMs()), agent: reply.value.agent,
    };
    clearAllFailedUnlocks(deps.outbox);
    await keep(next);
    logAccess(deps.outbox, deps.hubClock.now(), next.agent.no, 'signIn', '');
    become(next);
    return ok(view());
  }

  async function unlock(agentNo: string, password: string): Promise<Result<SessionView>> {
    const opened = await unlockOffline(deps, agentNo, password);
    if (!opened.ok) return opened;
    const { stored, key, secrets } = opened.value;
    const until = stored.signedInAt + stored.windowMs;
    logAccess(deps.outbox, deps.hubClock.now(), stored.agent.no, 'unlock', '');
    const next: SignedIn = {
      kind: 'in', mode: 'offline', since: deps.clock(), key, agent: stored.agent, signedInAt: stored.signedInAt, windowMs: stored.windowMs,
      attempts: stored.attempts, refreshToken: secrets.refreshToken, access: null,
      sip: secrets.sip, sipUntil: Math.min(secrets.sip.expiresAt, until) - deps.hubClock.skewMs(),
    };
    await deps.live.save(next);
    become(next);
    return ok(view());
  }

  async function credentials(): Promise<Result<Credentials>> {
    if (state.kind === 'out') return ok({ kind: 'nobody' });
    const fresh = sessionCredentials(state);
    if (fresh !== null) return ok(fresh);
    // One refresh at a time: the token works once (S-101).
    refreshing ??= refresh(state).finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  async function refresh(signedIn: SignedIn): Promise<Result<Credentials>> {
    const askedAt = deps.clock();
    const reply = await deps.accounts.refresh(signedIn.refreshToken);
    if (!reply.ok) return reply;
    deps.hubClock.seen(reply.value.hubTime, askedAt);
    if (state !== signedIn) return ok({ kind: 'nobody' });
    const { sip, sipUntil, ...tokens } = tokensOf(reply.value, deps.hubClock.skewMs());
    Object.assign(signedIn, tokens);
    const newExtension = needsNewExtension(signedIn.sip, sip, deps.hubClock.now());
    if (newExtension) Object.assign(signedIn, { sip, sipUntil });
    await keep(signedIn);
    if (newExtension) deps.onSip(sip, sipUntil);
    return ok(sessionCredentials(signedIn) ?? { kind: 'nobody' });
  }

  function sessionCredentials(signedIn: SignedIn): Credentials | null {
    if (signedIn.access === null || signedIn.access.expiresAt - deps.hubClock.now() < RENEW_BEFORE_MS) return null;
    return {
      kind: 'session',
      handshake: { token: signedIn.access.token, deskId: deps.deskId, protocol: protocolVersion },
      renewAt: signedIn.access.expiresAt - deps.hubClock.skewMs() - RENEW_BEFORE_MS + 1,
    };
  }

  return {
    view,
    agent: () => (state.kind === 'in' ? state.agent : null),
    signIn,
    unlock,
    resume(live) {
      const { agent, since, signedInAt, windowMs, attempts, key, sip, sipUntil, refreshToken } = live;
      become({ kind: 'in', mode: 'offline', agent, since, signedInAt, windowMs, attempts, key, sip, sipUntil, refreshToken, access: null });
    },
    signOut() {
      if (state.kind === 'out') return;
      if (state.access !== null) void deps.accounts.signOut(state.access.token);
      logAccess(deps.outbox, deps.hubClock.now(), state.agent.no, 'signOut', '');
      become({ kind: 'out', problem: null });
    },
    end(problem) {
      if (state.kind === 'out') return;
      deps.log('warn', 'session.ended', { code: problem.code });
      become({ kind: 'out', problem });
    },
    credentials,
    cameOnline() {
      if (state.kind === 'out' || state.mode === 'online') return;
      state.mode = 'online';
      deps.onChange(view());
    },
    refused(problem) {
      if (state.kind === 'out') return null;
      const fresh = state.access !== null && (problem.code === 'AUTH_TOKEN_EXPIRED' || problem.code === 'AUTH_TOKEN_BAD');
      state.access = null;
      return fresh ? null : problem;
    },
    hasLapsed: () => state.kind === 'in' && state.mode === 'offline' && deps.hubClock.leaseNow() > state.signedInAt + state.windowMs,
  };
}

/** Other settings end a running registration and its calls, so a mere later end of life waits until it is needed. */
function needsNewExtension(held: SipAccount, given: SipAccount, now: number): boolean {
  const same = (account: SipAccount): string => JSON.stringify([account.servers, account.domain, account.user, account.password]);
  return same(held) !== same(given) || held.expiresAt - now < SIP_RENEW_BEFORE_MS;
}

function tokensOf(reply: SessionReply, skewMs: number): Pick<SignedIn, 'sip' | 'sipUntil' | 'refreshToken' | 'access'> {
  return { sip: reply.sip, sipUntil: reply.sip.expiresAt - skewMs, refreshToken: reply.refreshToken, access: { token: reply.accessToken, expiresAt: reply.accessExpiresAt } };
}
