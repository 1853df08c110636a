import { v7 } from 'uuid';
import type { SessionView } from '#shared/contract/desk.ts';
import { hubEvents } from '#shared/contract/hub.ts';
import type { AgentStateName } from '#shared/domain/agent.ts';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import { fail, ok, type Problem } from '#shared/lib/result.ts';
import { createDuty, type DutyRoom } from './agent/duty.ts';
import { createCalls, type Calls } from './calls/calls.ts';
import { recordCall, linkNumber } from './calls/call-commands.ts';
import { createCommands } from './commands/commands.ts';
import type { RoomDeps } from './deps.ts';
import { outboxRows } from './doors/desk-handlers.ts';
import { createPhoneLink } from './doors/phone-link.ts';
import { createHealthBoard, type HealthBoard } from './health.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import type { EmitToDesk, Rooms } from './parts.ts';
import { hubAccounts } from './session/hub-accounts.ts';
import { liveSessionStore } from './session/live-session.ts';
import { createHubClock } from './session/hub-clock.ts';
import { createSession, type Session } from './session/session.ts';
import type { WritableDb } from './store/db.ts';
import { openOutages } from './store/cache/outages.ts';
import { eraseLapsedProfiles, saveProfile } from './store/cache/profiles.ts';
import { findTicket } from './store/cache/tickets.ts';
import { countUnsettled } from './store/outbox/commands.ts';
import { readCount } from './store/outbox/counters.ts';
import { listDrafts } from './store/outbox/drafts.ts';
import { keepDuty, readDuty } from './store/outbox/settings.ts';
import { classifyStoreFault, StoreError } from './store/store-error.ts';
import { createEngine, type SyncEngine } from './sync/engine.ts';
import { deriveAll } from './sync/derive.ts';
import { createLink, type Link } from './sync/link.ts';
import { createTicketActions } from './tickets/ticket-actions.ts';
import { ticketRow, type ViewContext } from './views/views.ts';
import { toWireProblem } from './views/wire-problem.ts';

export interface RoomsOptions {
  readonly deps: RoomDeps;
  readonly outbox: WritableDb;
  readonly cache: WritableDb;
  readonly deskId: string;
  readonly storeProblem: Problem | null;
  readonly emit: EmitToDesk;
  readonly onDamaged: () => void;
  readonly yieldTurn: () => Promise<void>;
}

const RECENT = 30;
const MAX_TICKET_EVENTS = 50;
const PROFILE_TIMEOUT_MS = 3_000;

export function buildRooms(options: RoomsOptions): Rooms {
  const { deps, outbox, cache, emit } = options;
  const { clock, timers, random, host } = deps;
  const policy = fujianPolicy;
  const categories = defaultCodeBook;
  const newId = (): string => v7({ msecs: clock(), random: random.bytes(16) });
  const author = (): string | null => session.agent()?.no ?? null;
  const hubClock = createHubClock(outbox, clock);
  let outages = openOutages(cache);
  let wantedState: AgentStateName = 'busy';
  /** Ended by the hub in the middle of a call: carried out when the call is over. */
  let endingWith: Problem | null = null;

  const derive = { outbox, cache, policy, categories, author };
  const views: ViewContext = { outbox, cache, outages: () => outages, now: hubClock.now, dataAsOf: () => health.dataAsOf(), author };
  const health: HealthBoard = createHealthBoard({
    outbox, cache, keyring: deps.start.keyring, author, openOutages: () => outages.length, problem: options.storeProblem,
    hub: { kind: 'connecting', since: clock() },
    onChange: () => emit('health', health.view()),
  });
  const accounts = hubAccounts(deps.http, options.deskId);

  const live = liveSessionStore(outbox, host, deps.start.runId ?? null);
  const session: Session = createSession({
    live, outbox, sealing: host, random, hubClock, accounts, deskId: options.deskId, clock, log: host.log,
    onChange: sessionChanged,
    onSip: (sip, until) => phone.use(sip, until),
    onCredentials: () => link.renew(),
  });
  const link: Link = createLink({
    clock, timers, fraction: random.fraction, connector: deps.connector,
    credentials: () => session.credentials(),
    async probe() {
      const answer = await accounts.health();
      return answer.ok ? ok(answer.value.time) : answer;
    },
    onHealth: (view) => health.hub(view),
    onOnline() {
      session.cameOnline();
      engine.online();
      sendPresence();
      for (const pop of calls.pops([])) void fetchProfile(customerIdOf(pop.callId));
    },
    onOffline: () => engine.offline(),
    onEvent: hubEvent,
    onHubTime: (time) => hubClock.seen(time),
    onSessionProblem: sessionRefused,
  });
  const engine: SyncEngine = createEngine(
    {
      outbox, cache, client: link.client, clock, timers, fraction: random.fraction, hubClock, log: host.log, yieldTurn: options.yieldTurn,
      pageSize: 2_000, feedLimit: 500,
      events: {
        customers(ids) {
          health.customersChanged();
          if (ids.length > 0) calls.refresh();
        },
        tickets: ticketsChanged,
        outages: outagesChanged,
        outbox: tellOutbox,
        progress(progress) {
          health.progress(progress);
          if (progress === null) calls.refresh();
        },
        dataAsOf: () => emit('health', health.view()),
        problem: (problem) => emit('notice', toWireProblem(problem)),
      },
    },
    derive,
    damaged,
  );
  const commands = createCommands({ outbox, clock, hubClock, newId, onQueued: (command) => engine.submitted(command) });
  const duty: DutyRoom = createDuty({
    policy: policy.agent, clock, timers,
    onChange(view) {
      emit('agentState', view);
      const agent = session.agent();
      if (agent !== null && view.state !== 'signedOut') keepDuty(outbox, agent.no, (view.next ?? view).state);
      sendPresence();
    },
    onAcwEnded(at) {
      calls.acwEnded(at);
      tellShift();
    },
    onSignOutDue: () => session.signOut(),
  });
  const calls: Calls = createCalls({
    outbox, views, clock, agent: () => session.agent(), leaseNow: hubClock.leaseNow,
    onPop: (pop) => emit('pop', pop),
    onEnded(call, { answeredElsewhere }) {
      if (!answeredElsewhere) recordCall(outbox, commands, call, session.agent()?.areaCode ?? null, hubClock.skewMs());
      emit('recentCalls', calls.recent(RECENT));
      tellShift();
    },
  });
  const intake: Intake = createIntake({
    outbox, views, commands, clock, hubClock, policy, categories, newId,
    hubAway: () => !isOnline(),
    findCall: (callId) => calls.find(callId),
    customerOfCall: (callId) => calls.customerOf(callId),
    onDraft: (draft) => emit('draft', draft),
    onDraftGone: (id) => emit('draftGone', { id }),
  });
  const tickets = createTicketActions({ outbox, views, commands, hubClock, policy, categories, newId });
  const phone = createPhoneLink({
    calls, duty, areaCode: () => session.agent()?.areaCode ?? null, log: host.log,
    onRinging: (callId) => void fetchProfile(customerIdOf(callId)),
    onCallOver: endIfDue, guard,
  });

  function isOnline(): boolean {
    const { kind } = link.health();
    return kind === 'online' || kind === 'slow';
  }

  function sessionChanged(view: SessionView): void {
    const agentBefore = duty.view().state !== 'signedOut';
    if (view.kind === 'signedIn') {
      if (!agentBefore) duty.begin(wantedState);
    } else {
      duty.end();
      calls.forget();
    }
    deriveAll(derive);
    emit('session', view);
    emit('health', health.view());
    tellUnsent();
  }

  function customerIdOf(callId: string): string | null {
    return calls.customerOf(callId);
  }

  function sendPresence(): void {
    const { state, reason, since } = duty.view();
    // Never queued: the last one counts, and a desk that comes back says it again.
    if (session.agent() !== null && isOnline()) void link.client.call('agent.state', { state, reason, since: since + hubClock.skewMs() });
  }

  function hubEvent(name: string, payload: unknown): void {
    if (name === 'session.ended') {
      const problem = sessionEnded(payload);
      if (problem !== null) sessionRefused(problem);
      link.renew();
    } else engine.hubEvent(name, payload);
  }

  function sessionRefused(problem: Problem): void {
    const over = session.refused(problem);
    if (over === null) return;
    endingWith = over;
    endIfDue();
  }

  function endIfDue(): void {
    if (endingWith === null || duty.hasCalls()) return;
    const problem = endingWith;
    endingWith = null;
    session.end(problem);
  }

  function ticketsChanged(ids: readonly string[]): void {
    for (const id of ids.slice(0, MAX_TICKET_EVENTS)) {
      const ticket = findTicket(cache, id);
      if (ticket !== null) emit('ticket', ticketRow(views, ticket));
    }
    calls.refresh();
  }

  function outagesChanged(): void {
    outages = openOutages(cache);
    emit('outages', [...outages]);
    emit('health', health.view());
    calls.refresh();
  }

  function tellOutbox(): void {
    emit('outbox', outboxRows({ outbox, session }));
    emit('health', health.view());
    tellUnsent();
  }

  function tellUnsent(): void {
    const { pending, rejected } = countUnsettled(outbox, null);
    host.post({ t: 'unsent', count: pending + rejected });
  }

  function tellShift(): void {
    emit('shift', shift());
  }

  function shift(): ReturnType<Calls['shift']> {
    const day = intake.day(hubClock.now());
    const agent = session.agent();
    return calls.shift(Date.parse(`${day}T00:00:00Z`) - policy.utcOffsetMinutes * 60_000, agent === null ? 0 : readCount(outbox, agent.no, day, 'submitted'));
  }

  async function fetchProfile(customerId: string | null): Promise<void> {
    if (customerId === null || !isOnline()) return;
    const profile = await link.client.call('profile.get', { customerId }, PROFILE_TIMEOUT_MS);
    if (!profile.ok) return;
    try {
      saveProfile(cache, profile.value);
    } catch (error) {
      return damaged(error);
    }
    for (const pop of calls.pops([])) if (customerIdOf(pop.callId) === customerId) emit('pop', pop);
  }

  function guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      host.log('error', 'room.failed', { error: error instanceof Error ? `${error.name}: ${error.message}` : 'thrown' });
      damaged(error);
      if (error instanceof StoreError) emit('notice', toWireProblem(error.problem));
    }
  }

  function damaged(error: unknown): void {
    const fault = classifyStoreFault(error);
    if (fault === 'damaged' || fault === 'notADatabase') options.onDamaged();
  }

  return {
    clock, outbox, cache, hubClock, views, session, duty, calls, intake, tickets, link, engine, phone, health, commands,
    fetchProfile, damaged,
    async begin() {
      deriveAll(derive);
      const held = await live.load();
      if (held === null) {
        calls.closeInterrupted();
        phone.use(null, 0);
      } else {
        wantedState = readDuty(outbox, held.agent.no);
        session.resume(held);
        for (const call of calls.restore()) duty.callStarted(call);
        host.log('info', 'session.resumed');
      }
      tellUnsent();
    },
    picture(recentCalls, maxTickets) {
      const agent = session.agent();
      const drafts = agent === null ? [] : intake.list(agent);
      return {
        session: session.view(),
        health: health.view(),
        agentState: duty.view(),
        pops: agent === null ? [] : calls.pops(drafts.flatMap((draft) => draft.callId ?? [])),
        drafts,
        outbox: outboxRows({ outbox, session }),
        tickets: agent === null ? [] : tickets.list(agent, 'mine', maxTickets),
        outages: agent === null ? [] : [...outages],
        recentCalls: calls.recent(recentCalls),
        shift: shift(),
      };
    },
    async signIn(agentNo, password, state) {
      wantedState = state;
      return session.signIn(agentNo, password);
    },
    async unlock(agentNo, password) {
      wantedState = 'busy';
      // The hub came back while the person typed: an ordinary sign-in.
      return isOnline() ? session.signIn(agentNo, password) : session.unlock(agentNo, password);
    },
    async signOut(confirmed) {
      const agent = session.agent();
      if (agent === null) return ok({ done: true, unsent: 0 });
      if (duty.hasCalls()) return fail('AGENT_STATE_REFUSED');
      const { pending, rejected } = countUnsettled(outbox, agent.no);
      const unsent = pending + rejected + listDrafts(outbox, agent.no).length;
      if (unsent > 0 && !confirmed) return ok({ done: false, unsent });
      session.signOut();
      return ok({ done: true, unsent });
    },
    chooseCustomer(agent, { callId, customerId, remember, relation }) {
      if (customerId !== null && cache.get('SELECT 1 FROM customers WHERE id = ?', customerId) === undefined) return fail('CUSTOMER_NOT_FOUND');
      const call = calls.choose(callId, customerId);
      if (call === null) return fail('CALL_NOT_FOUND');
      if (remember && customerId !== null) linkNumber(outbox, commands, agent, call, customerId, relation);
      intake.customerChosen(agent, callId, customerId);
      void fetchProfile(customerId);
      const pop = calls.pop(callId);
      if (pop === null) return fail('CALL_NOT_FOUND');
      emit('pop', pop);
      return ok(pop);
    },
    outboxChanged(command) {
      engine.submitted(command);
    },
    housekeeping() {
      eraseLapsedProfiles(cache, hubClock.leaseNow());
      if (session.hasLapsed()) {
        endingWith = { code: 'AUTH_REQUIRED' };
        endIfDue();
      }
    },
  };
}

function sessionEnded(payload: unknown): Problem | null {
  const parsed = hubEvents['session.ended'].safeParse(payload);
  if (!parsed.success) return null;
  const { code, params } = parsed.data.problem;
  return { code, ...(params === undefined ? {} : { params }) };
}
