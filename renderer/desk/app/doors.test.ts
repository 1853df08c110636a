import { afterEach, describe, expect, it, vi } from 'vitest';
import { deskDoor } from '#shared/contract/desk.ts';
import { phoneDeskDoor } from '#shared/contract/phone.ts';
import type { ShellBridge } from '#shared/contract/shell.ts';
import { serveDoor, type DoorHandlers, type DoorPort } from '#shared/lib/door.ts';
import { fail, ok } from '#shared/lib/result.ts';
import * as d from '../../../test/support/desk-preview/data.ts';
import { createDeskStore } from '../model/store.ts';
import { connectDoors } from './doors.ts';

/** One side of a pair that behaves like a browser's MessagePort, `close` event included. */
class FakePort extends EventTarget {
  other: FakePort | null = null;
  postMessage(data: unknown): void {
    const { other } = this;
    queueMicrotask(() => other?.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) })));
  }
  start(): void {}
  close(): void {
    const { other } = this;
    queueMicrotask(() => other?.dispatchEvent(new Event('close')));
  }
}

function portPair(): { readonly near: FakePort; readonly far: DoorPort } {
  const [near, far] = [new FakePort(), new FakePort()];
  near.other = far;
  far.other = near;
  return {
    near,
    far: {
      post: (message) => far.postMessage(message),
      listen: (onMessage, onClose) => {
        far.addEventListener('message', (event) => onMessage((event as MessageEvent).data));
        far.addEventListener('close', onClose);
      },
      close: () => far.close(),
    },
  };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

function setUp() {
  const store = createDeskStore();
  const waiting = new Set<() => void>();
  const invoke = vi.fn((name: string, _input: unknown): Promise<unknown> => Promise.resolve(ok(name === 'shell.info' ? d.shellInfo : {})));
  let emit: (name: string, payload: unknown) => void = () => undefined;
  const bridge: ShellBridge = {
    invoke,
    onEvent: (run) => {
      emit = run;
      return () => undefined;
    },
  };
  const onFault = vi.fn();
  const connection = connectDoors({
    window, bridge, store, onFault,
    timers: { set: (run) => (waiting.add(run), run), clear: (run) => void waiting.delete(run as () => void) },
  });
  let picture = d.picture;
  let attaches = 0;
  /** Hands a fresh port over as the preload does, with a room serving at its far end. */
  const handOver = (name: string, port: FakePort, source: unknown = window): void => {
    const event = new MessageEvent('message', { data: { type: 'door', name } });
    Object.defineProperties(event, { source: { value: source }, ports: { value: [port] } });
    window.dispatchEvent(event);
  };
  const answers: Partial<DoorHandlers<typeof deskDoor>> = {
    'desk.attach': () => {
      attaches += 1;
      return ok(picture);
    },
    'hub.retryNow': () => ok({}),
  };
  const handlers = new Proxy(answers, { get: (target, name: keyof typeof answers) => target[name] ?? (() => fail('NOT_FOUND')) }) as DoorHandlers<typeof deskDoor>;
  const openData = () => {
    const { near, far } = portPair();
    const served = serveDoor(deskDoor, far, handlers, { onFault });
    handOver('data', near);
    return served;
  };
  const openPhone = (state = d.phone) => {
    const { near, far } = portPair();
    const other = () => ok<Record<string, never>>({});
    const served = serveDoor(phoneDeskDoor, far, { state: () => ok(state), answer: other, reject: other, hangUp: other, hold: other, resume: other, mute: other, unmute: other, dial: () => fail('NUMBER_BAD'), checkMedia: () => ok(state.media) }, { onFault });
    handOver('phone', near);
    return served;
  };
  return {
    store, connection, invoke, onFault, openData, openPhone, handOver,
    emit: (name: string, payload: unknown) => emit(name, payload),
    setPicture: (next: typeof picture) => void (picture = next),
    attaches: () => attaches,
    fireTimers: () => {
      for (const run of [...waiting]) {
        waiting.delete(run);
        run();
      }
    },
    doorsAsked: () => invoke.mock.calls.filter(([name]) => name === 'shell.doors').map(([, input]) => input),
  };
}

describe('doors', () => {
  const made: ReturnType<typeof setUp>[] = [];
  const start = (): ReturnType<typeof setUp> => {
    const desk = setUp();
    made.push(desk);
    return desk;
  };
  afterEach(() => {
    for (const desk of made.splice(0)) desk.connection.stop();
  });

  it('asks for its doors when it opens and draws the whole picture it is given', async () => {
    const desk = start();
    expect(desk.doorsAsked()).toEqual([{ only: ['data', 'phone'] }]);
    desk.openData();
    desk.openPhone({ ...d.phone, calls: [d.activeCall] });
    await settle();
    const { rooms, session, calls, shell } = desk.store.getState();
    expect({ rooms, agent: session?.kind, calls: calls.length, version: shell?.version }).toEqual({ rooms: { data: 'open', phone: 'open' }, agent: 'signedIn', calls: 1, version: '0.1.0' });
  });

  it('follows events of both rooms', async () => {
    const desk = start();
    const [data, phone] = [desk.openData(), desk.openPhone()];
    await settle();
    data.emit('pop', d.ringingPop);
    data.emit('notice', { code: 'HUB_BUSY' });
    phone.emit('state', { ...d.phone, calls: [d.ringingCall] });
    phone.emit('levels', { callId: d.RING_ID, local: 0.1, remote: 0.2 });
    await settle();
    const { pops, notices, levels } = desk.store.getState();
    expect([Object.keys(pops), notices.length, levels[d.RING_ID]]).toEqual([[d.RING_ID], 1, { local: 0.1, remote: 0.2 }]);
  });

  it('says so when a room dies, asks for that door only, and attaches again', async () => {
    const desk = start();
    const data = desk.openData();
    desk.openPhone();
    await settle();
    data.close();
    await settle();
    expect(desk.store.getState().rooms).toEqual({ data: 'restarting', phone: 'open' });
    const tooEarly = desk.connection.ports.data.call('hub.retryNow', {});
    desk.fireTimers();
    expect(await tooEarly).toEqual(fail('DOOR_CLOSED'));
    expect(desk.doorsAsked().at(-1)).toEqual({ only: ['data'] });
    desk.setPicture({ ...d.picture, drafts: [d.draft] });
    desk.openData();
    await settle();
    expect(desk.store.getState().rooms.data).toBe('open');
    expect(Object.keys(desk.store.getState().drafts)).toEqual([d.draft.id]);
    expect(await desk.connection.ports.data.call('hub.retryNow', {})).toEqual(ok({}));
  });

  it('a question asked while the data room starts is answered when it is there', async () => {
    const desk = start();
    const first = desk.connection.ports.data.call('hub.retryNow', {});
    const data = desk.openData();
    expect(await first).toEqual(ok({}));
    data.close();
    await settle();
    const second = desk.connection.ports.data.call('hub.retryNow', {});
    desk.openData();
    expect(await second).toEqual(ok({}));
  });

  it('keeps calls on the screen while the data room is away', async () => {
    const desk = start();
    const data = desk.openData();
    desk.openPhone({ ...d.phone, calls: [d.activeCall] });
    await settle();
    data.close();
    await settle();
    expect(desk.store.getState().calls).toHaveLength(1);
  });

  it('fetches the whole picture again for whoever signs in', async () => {
    const desk = start();
    desk.setPicture({ ...d.picture, session: { kind: 'signedOut', problem: null }, tickets: [] });
    const data = desk.openData();
    await settle();
    desk.setPicture(d.picture);
    data.emit('session', d.picture.session);
    await settle();
    expect(desk.attaches()).toBe(2);
    expect(Object.keys(desk.store.getState().tickets)).toHaveLength(d.tickets.length);
  });

  it('takes no door from another window, no unknown door and no broken event', async () => {
    const desk = start();
    const { near } = portPair();
    desk.handOver('data', near, null);
    desk.handOver('cellar', near);
    desk.emit('roomRestarting', { room: 'cellar' });
    desk.emit('closeAsked', 'yes');
    await settle();
    expect(desk.store.getState()).toMatchObject({ rooms: { data: 'waiting', phone: 'waiting' }, closeAsked: null });
  });

  it('passes on what the shell says of the window', () => {
    const desk = start();
    desk.emit('closeAsked', { inCall: true });
    desk.emit('roomRestarting', { room: 'phone' });
    expect(desk.store.getState()).toMatchObject({ closeAsked: { inCall: true }, rooms: { phone: 'restarting' } });
  });
});
