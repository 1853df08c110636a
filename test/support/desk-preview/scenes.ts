import type { SessionView } from '#shared/contract/desk.ts';
import { createKeyRegistry } from '../../../renderer/desk/model/keys.ts';
import type { DeskContext } from '../../../renderer/desk/model/context.tsx';
import { createDeskStore, type DeskPicture, type DeskState, type DeskStore } from '../../../renderer/desk/model/store.ts';
import { TODAY } from '../../../renderer/desk/model/ui.ts';
import * as d from './data.ts';
import { fakePorts, type FakePorts, type Override } from './fake-ports.ts';

/** Brings a fresh store into one named state, through the same actions the doors use. */
type Scene = (act: DeskState, store: DeskStore) => void;

const show = (picture: Partial<DeskPicture>, phone: Partial<typeof d.phone> = {}): Scene => (act) => {
  act.attach({ ...d.picture, ...picture });
  act.setPhoneState({ ...d.phone, ...phone });
};
const signedOut: SessionView = { kind: 'signedOut', problem: null };
const nobody = { session: signedOut, tickets: [], recentCalls: [], shift: d.picture.shift };
const idlePhone = { registration: { ...d.phone.registration, state: 'offline' as const, user: null, server: null, confirmedAt: null } };
const talking = { pops: [d.knownPop], drafts: [d.draft, d.otherDraft] };
const levels: Scene = (act) => act.setLevels(d.CALL_ID, { local: 0.02, remote: 0.05 });
const then = (...scenes: readonly Scene[]): Scene => (act, store) => scenes.forEach((scene) => scene(act, store));

export const scenes = {
  signin: show({ ...nobody, health: { ...d.health, sync: { ...d.health.sync, dataAsOf: d.NOW - 12 * d.MIN } } }, idlePhone),
  'signin-first': show({ ...nobody, health: { ...d.health, sync: { ...d.health.sync, dataAsOf: null }, openOutages: 0 } }, idlePhone),
  'signin-mismatch': show({ ...nobody, health: { ...d.healthOffline, hub: { kind: 'offline', since: d.NOW - 60_000, nextRetryAt: d.NOW + 30_000, problem: { code: 'HUB_PROTOCOL_MISMATCH', params: { desk: 1, hub: 2 } } } } }, idlePhone),
  'signin-store': show({ ...nobody, health: { ...d.health, store: { ...d.health.store, problem: { code: 'STORE_DISK_FULL' } } } }, idlePhone),
  'unlock-offline': show({ ...nobody, health: d.healthOffline }, { registration: { ...idlePhone.registration, code: 'SIP_CREDENTIALS_EXPIRED' } }),
  'desk-idle': show({ drafts: [d.otherDraft] }),
  'desk-empty': show({ tickets: [], recentCalls: [], outages: [], health: { ...d.health, openOutages: 0 }, shift: { answered: 0, averageTalkMs: null, averageAcwMs: null, ticketsTaken: 0 } }),
  'first-sync': show({ tickets: [], recentCalls: [], agentState: { state: 'busy', reason: 'system', since: d.NOW - 34_000, endsAt: null, next: null }, health: { ...d.health, sync: { ...d.health.sync, dataAsOf: null, firstSync: { done: 312_400, total: 680_000 } } } }),
  'desk-call': then(show({ ...talking, pops: [d.knownPop, d.ringingPop], health: { ...d.health, sync: { ...d.health.sync, pending: 2 } } }, { calls: [d.activeCall, d.ringingCall, d.heldCall] }), levels),
  'desk-muted': then(show(talking, { calls: [{ ...d.activeCall, muted: true }] }), levels),
  'desk-ringing': show({ drafts: [d.otherDraft], pops: [d.ringingPop] }, { calls: [d.ringingCall] }),
  'desk-acw': (act, store) => {
    show(talking, { calls: [d.activeCall] })(act, store);
    act.setEnded({ ...d.activeCall, phase: 'ended', endedAt: d.NOW - 23_000, answeredAt: d.NOW - 23_000 - 292_000, endReason: 'remote' });
    act.setPhoneState(d.phone);
    act.setAgentState({ state: 'acw', reason: null, since: d.NOW - 23_000, endsAt: d.NOW + 37_000, next: { state: 'break', reason: null } });
  },
  'desk-offline': then(show({ ...talking, drafts: [{ ...d.draft, provisionalNo: '8001-1120-02' }, d.otherDraft], pops: [d.staleKnownPop], health: d.healthOffline, outbox: [...d.outbox], tickets: [...d.tickets, d.waitingTicket] }, { calls: [d.activeCall] }), levels),
  'desk-picker': then(show({ pops: [d.severalPop], drafts: [d.otherDraft] }, { calls: [{ ...d.activeCall, startedAt: d.NOW - 20_000, answeredAt: d.NOW - 12_000 }] }), levels),
  'desk-unknown': then(show({ pops: [d.unknownPop], drafts: [d.otherDraft, { ...d.draft, customerId: null, maskedName: null, maskedNumber: null, fault: { ...d.otherDraft.fault, category: 'F40-01', description: '整栋楼断网，物业代报，光猫红灯' } }] }, { calls: [{ ...d.activeCall, startedAt: d.NOW - 30_000, answeredAt: d.NOW - 21_000, remote: { ...d.activeCall.remote, masked: '', withheld: true } }] }), levels),
  shortcuts: (act, store) => {
    show(talking, { calls: [d.activeCall] })(act, store);
    levels(act, store);
    act.setSheet('shortcuts');
  },
  tickets: (act, store) => {
    show({})(act, store);
    act.go('tickets');
  },
  'rooms-down': (act, store) => {
    show({ drafts: [d.otherDraft], health: d.healthOffline })(act, store);
    act.setRoom('data', 'restarting');
    act.notify({ code: 'CALL_FAILED', params: { status: 486 } });
    act.setShell({ ...d.shellInfo, developmentKey: true });
  },
} as const satisfies Record<string, Scene>;

export type SceneName = keyof typeof scenes;

export function isSceneName(name: string): name is SceneName {
  return Object.hasOwn(scenes, name);
}

/** A store in the named state with ports that answer like a quiet day, for the preview page and component tests. */
export function makeScene(name: SceneName, prefs = d.shellInfo.prefs, override?: Override): DeskContext & { readonly ports: FakePorts } {
  const store = createDeskStore();
  const ports = fakePorts(store, override);
  const act = store.getState();
  act.setShell({ ...d.shellInfo, prefs });
  act.setRoom('data', 'open');
  act.setRoom('phone', 'open');
  scenes[name](act, store);
  act.setPrefs(prefs);
  if (name === 'desk-idle' || name === 'desk-ringing') act.activate(TODAY);
  return { store, ports, keys: createKeyRegistry() };
}
