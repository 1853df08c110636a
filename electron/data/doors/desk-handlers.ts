import type { deskDoor } from '#shared/contract/desk.ts';
import type { AgentProfile } from '#shared/domain/agent.ts';
import type { DoorHandlers } from '#shared/lib/door.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { Rooms } from '../parts.ts';
import { searchCustomers } from '../search/search.ts';
import { findCustomer } from '../store/cache/customers.ts';
import { findProfile } from '../store/cache/profiles.ts';
import { logAccess } from '../store/outbox/access-log.ts';
import { discardCommand, findCommand, listUnsettled } from '../store/outbox/commands.ts';
import { StoreError } from '../store/store-error.ts';
import { customerView, outboxRow, profileView } from '../views/views.ts';

const MAX_TICKETS = 100;
const RECENT_CALLS = 30;

/** Every call the desk may make. Nobody signed in gets data; everything that leaves is masked by the views. */
export function deskHandlers(rooms: Rooms): DoorHandlers<typeof deskDoor> {
  const { session, duty, intake, tickets, views, outbox, cache } = rooms;
  const signedIn = <T>(work: (agent: AgentProfile) => Result<T> | Promise<Result<T>>): Promise<Result<T>> => {
    const agent = session.agent();
    return agent === null ? Promise.resolve(fail('AUTH_REQUIRED')) : guarded(() => work(agent));
  };

  return {
    'desk.attach': () => ok(rooms.picture(RECENT_CALLS, MAX_TICKETS)),
    'session.signIn': ({ agentNo, password, state }) => guarded(() => rooms.signIn(agentNo, password, state)),
    'session.unlock': ({ agentNo, password }) => guarded(() => rooms.unlock(agentNo, password)),
    'session.signOut': ({ confirmed }) => guarded(() => rooms.signOut(confirmed)),
    'agent.setState': ({ state, reason }) => signedIn(() => duty.choose(state, reason)),
    'hub.retryNow': () => {
      rooms.link.retryNow();
      return ok({});
    },
    'customer.search': ({ text, limit }) => signedIn((agent) => searchCustomers({ outbox, views, now: rooms.hubClock.now }, agent, text, limit)),
    'customer.open': ({ id }) =>
      signedIn(async (agent) => {
        const card = findCustomer(cache, id);
        if (card === null) return fail('CUSTOMER_NOT_FOUND');
        logAccess(outbox, rooms.hubClock.now(), agent.no, 'customer.open', JSON.stringify({ id }));
        if (findProfile(cache, id, rooms.hubClock.leaseNow()) === null) await rooms.fetchProfile(id);
        const profile = findProfile(cache, id, rooms.hubClock.leaseNow());
        return ok({ customer: customerView(views, card, null), profile: profile === null ? null : profileView(profile) });
      }),
    'call.chooseCustomer': (choice) => signedIn((agent) => rooms.chooseCustomer(agent, choice)),
    'draft.open': ({ callId, customerId }) => signedIn((agent) => intake.open(agent, callId, customerId)),
    'draft.save': ({ id, fault }) => signedIn((agent) => intake.save(agent, id, fault)),
    'draft.discard': ({ id }) => signedIn((agent) => intake.discard(agent, id)),
    'draft.restore': ({ id }) => signedIn((agent) => intake.restore(agent, id)),
    'draft.submit': ({ id }) => signedIn((agent) => intake.submit(agent, id)),
    'ticket.list': ({ filter, limit }) => signedIn((agent) => ok(tickets.list(agent, filter, limit))),
    'ticket.open': ({ id }) => signedIn(() => tickets.open(id)),
    'ticket.addNote': ({ id, text }) => signedIn((agent) => tickets.addNote(agent, id, text)),
    'ticket.transition': ({ id, to, reason }) => signedIn((agent) => tickets.transition(agent, id, to, reason)),
    'outbox.edit': ({ commandId }) => signedIn((agent) => intake.reopen(agent, commandId)),
    'outbox.discard': ({ commandId, reason }) =>
      signedIn((agent) => {
        const stored = findCommand(outbox, agent.no, commandId);
        if (stored === null || stored.state !== 'rejected') return fail('NOT_FOUND');
        discardCommand(outbox, stored, reason, rooms.clock());
        rooms.outboxChanged(stored.command);
        return ok({});
      }),
  };

  /** A failing store answers with its own words; anything else is a bug and becomes INTERNAL at the door. */
  async function guarded<T>(work: () => Result<T> | Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreError) return { ok: false, problem: error.problem };
      rooms.damaged(error);
      throw error;
    }
  }
}

/** Rows of one agent for the outbox list. */
export function outboxRows(rooms: Pick<Rooms, 'outbox' | 'session'>): ReturnType<typeof outboxRow>[] {
  const agent = rooms.session.agent();
  return agent === null ? [] : listUnsettled(rooms.outbox, agent.no).map(outboxRow);
}
