import { ok, fail } from '#shared/lib/result.ts';
import type { DeskPorts } from '../../../renderer/desk/model/ports.ts';
import type { DeskStore } from '../../../renderer/desk/model/store.ts';
import * as d from './data.ts';

/** One call a feature made, as a test wants to see it. */
export interface PortCall {
  readonly port: 'data' | 'phone' | 'shell';
  readonly name: string;
  readonly input: unknown;
}

/** Answers a call itself; undefined leaves it to the fake's own answer. */
export type Override = (call: PortCall) => unknown;

export interface FakePorts extends DeskPorts {
  readonly asked: PortCall[];
}

/** Ports that answer at once from the store's own pictures and keep what was asked. */
export function fakePorts(store: DeskStore, override: Override = () => undefined): FakePorts {
  const asked: PortCall[] = [];
  const ask = (port: PortCall['port'], name: string, input: unknown, answer: () => unknown): Promise<never> => {
    const call: PortCall = { port, name, input };
    asked.push(call);
    return Promise.resolve((override(call) ?? answer()) as never);
  };
  const record = (input: unknown): Record<string, unknown> => (typeof input === 'object' && input !== null ? { ...input } : {});

  const data = (name: string, input: unknown): unknown => {
    const state = store.getState();
    const given = record(input);
    const id = typeof given['id'] === 'string' ? given['id'] : '';
    switch (name) {
      case 'desk.attach': return ok(d.picture);
      case 'session.signIn':
      case 'session.unlock': return given['password'] === 'wrong' ? fail('AUTH_BAD_CREDENTIALS', { left: 3 }) : ok(d.picture.session);
      case 'session.signOut': return ok({ done: given['confirmed'] === true, unsent: state.health?.sync.pending ?? 0 });
      case 'agent.setState': return ok({ state: given['state'], reason: given['reason'] ?? null, since: d.NOW, endsAt: null, next: null });
      case 'customer.search': return ok({ hits: [], capped: false });
      case 'customer.open': return ok({ customer: d.customer, profile: d.profile });
      case 'call.chooseCustomer': return ok({ ...state.pops[String(given['callId'])], chosen: given['customerId'] });
      case 'draft.open': return ok({ ...d.draft, callId: given['callId'] ?? null });
      case 'draft.save': return ok({ ...state.drafts[id], fault: given['fault'], savedAt: d.NOW });
      case 'draft.restore': return ok(d.draft);
      case 'draft.submit': return ok(d.waitingTicket);
      case 'ticket.list': return ok(Object.values(state.tickets));
      case 'ticket.open':
      case 'ticket.addNote':
      case 'ticket.transition': return ok({ ...state.tickets[id], maskedContact: '张*三 138****6621', maskedAddress: '鼓楼区江*路', maskedServiceNumber: '0591****8832', notes: [], statusChanges: [] });
      default: return ok({});
    }
  };

  return {
    asked,
    data: { call: (name, input) => ask('data', name, input, () => data(name, input)) },
    phone: { call: (name, input) => ask('phone', name, input, () => (name === 'checkMedia' ? ok(d.phone.media) : ok({}))) },
    shell: {
      setPrefs: async (prefs) => {
        store.getState().setPrefs(prefs);
        await ask('shell', 'setPrefs', prefs, () => undefined);
      },
      ring: async (words) => void (await ask('shell', 'ring', words, () => undefined)),
      closeAnswer: async (quit) => void (await ask('shell', 'closeAnswer', quit, () => undefined)),
      restartData: async () => void (await ask('shell', 'restartData', {}, () => undefined)),
    },
  };
}
