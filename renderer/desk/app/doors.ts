import { deskDoor } from '#shared/contract/desk.ts';
import { phoneDeskDoor } from '#shared/contract/phone.ts';
import { deskShellCalls, deskShellEvents, doorMessageSchema, shellInfoSchema, type ShellBridge } from '#shared/contract/shell.ts';
import type { Timers } from '#shared/lib/clock.ts';
import { openDoor, parseResult, type DoorFault, type DoorPort, type OpenDoor } from '#shared/lib/door.ts';
import { fail } from '#shared/lib/result.ts';
import type { DeskPorts } from '../model/ports.ts';
import type { RoomName } from '../model/rooms.ts';
import type { DeskStore } from '../model/store.ts';

export interface DoorsOptions {
  readonly window: Window;
  readonly bridge: ShellBridge;
  readonly store: DeskStore;
  readonly timers: Timers;
  readonly onFault: (fault: DoorFault) => void;
}

declare global {
  interface Window {
    /** Put there by the preload; absent in a browser that is not this program. */
    readonly shell: ShellBridge;
  }
}

export function bridgeOf(window: Window): ShellBridge {
  return window.shell;
}

/** How long a question waits for a data room that is starting. */
const OPENING_MS = 10_000;
/** How long a missing door is waited for before it is asked for again. */
const ASK_AGAIN_MS = 1000;

/** A renderer's MessagePort as the door wants it. */
function domPort(port: MessagePort): DoorPort {
  return {
    post: (message) => port.postMessage(message),
    listen: (onMessage, onClose) => {
      port.addEventListener('message', (event) => onMessage(event.data));
      port.addEventListener('close', onClose);
      port.start();
    },
    close: () => port.close(),
  };
}

/**
 * The only place that touches the doors: takes the ports the shell hands over, keeps the store in step with
 * what comes through them, and asks again when a room died. Everything else of the desk sees the store and
 * the ports returned here.
 */
export function connectDoors(options: DoorsOptions): { readonly ports: DeskPorts; readonly stop: () => void } {
  const { window, bridge, store, timers, onFault } = options;
  const act = store.getState;
  let data: OpenDoor<typeof deskDoor> | null = null;
  let phone: OpenDoor<typeof phoneDeskDoor> | null = null;
  let asking: unknown = null;
  let stopped = false;
  let opened = (): void => undefined;
  /** Settles when the data room is there (again), or has had its time. */
  const starting = (): Promise<void> => new Promise((resolve) => {
    opened = resolve;
    timers.set(resolve, OPENING_MS);
  });
  let dataThere = starting();

  const invoke = async (name: keyof typeof deskShellCalls, input: unknown): Promise<unknown> => {
    try {
      const result = parseResult(await bridge.invoke(name, input), deskShellCalls[name].out, (issue) => onFault({ where: name, issue }));
      return result.ok ? result.value : undefined;
    } catch (error) {
      onFault({ where: name, issue: error instanceof Error ? error.name : 'thrown' });
      return undefined;
    }
  };

  const ask = (): void => {
    timers.clear(asking);
    if (stopped || (data !== null && phone !== null)) return;
    void invoke('shell.doors', { only: [...(data === null ? ['data'] : []), ...(phone === null ? ['phone'] : [])] });
    asking = timers.set(ask, ASK_AGAIN_MS);
  };

  const lost = (room: RoomName): void => {
    act().setRoom(room, 'restarting');
    timers.clear(asking);
    if (!stopped) asking = timers.set(ask, ASK_AGAIN_MS);
  };

  const attach = async (door: OpenDoor<typeof deskDoor>): Promise<void> => {
    const picture = await door.call('desk.attach', {});
    if (door !== data) return;
    if (picture.ok) {
      act().attach(picture.value);
      act().setRoom('data', 'open');
    } else if (picture.problem.code !== 'DOOR_CLOSED') {
      act().notify(picture.problem);
    }
  };

  const openData = (port: MessagePort): void => {
    data?.close();
    const door = openDoor(deskDoor, domPort(port), { onFault });
    data = door;
    opened();
    door.on('session', (view) => act().setSession(view));
    door.on('health', (view) => act().setHealth(view));
    door.on('agentState', (view) => act().setAgentState(view));
    door.on('pop', (view) => act().setPop(view));
    door.on('draft', (view) => act().setDraft(view));
    door.on('draftGone', ({ id }) => act().dropDraft(id));
    door.on('outbox', (rows) => act().setOutbox(rows));
    door.on('ticket', (row) => act().setTicket(row));
    door.on('outages', (rows) => act().setOutages(rows));
    door.on('recentCalls', (rows) => act().setRecentCalls(rows));
    door.on('shift', (view) => act().setShift(view));
    door.on('notice', (problem) => act().notify(problem));
    door.onClose(() => {
      if (data !== door) return;
      data = null;
      dataThere = starting();
      lost('data');
    });
    void attach(door);
  };

  const openPhone = (port: MessagePort): void => {
    phone?.close();
    const door = openDoor(phoneDeskDoor, domPort(port), { onFault });
    phone = door;
    door.on('state', (state) => act().setPhoneState(state));
    door.on('levels', ({ callId, local, remote }) => act().setLevels(callId, { local, remote }));
    door.on('ended', (call) => act().setEnded(call));
    door.onClose(() => {
      if (phone !== door) return;
      phone = null;
      lost('phone');
    });
    void door.call('state', {}).then((state) => {
      if (door !== phone || !state.ok) return;
      act().setPhoneState(state.value);
      act().setRoom('phone', 'open');
    });
  };

  const onMessage = (event: MessageEvent): void => {
    const door = event.source === window ? doorMessageSchema.safeParse(event.data) : null;
    const port = event.ports[0];
    if (door?.success !== true || port === undefined) return;
    if (door.data.name === 'data') openData(port);
    else if (door.data.name === 'phone') openPhone(port);
  };

  const onShellEvent = (name: string, payload: unknown): void => {
    if (name === 'info') {
      const info = shellInfoSchema.safeParse(payload);
      if (info.success) act().setShell(info.data);
    } else if (name === 'roomRestarting') {
      const event = deskShellEvents.roomRestarting.safeParse(payload);
      if (event.success) act().setRoom(event.data.room, 'restarting');
    } else if (name === 'closeAsked') {
      const event = deskShellEvents.closeAsked.safeParse(payload);
      if (event.success) act().setCloseAsked(event.data);
    }
  };

  // A sign-in brings another agent's work: the whole picture is fetched again.
  const offStore = store.subscribe((now, before) => {
    const agentOf = (session: typeof now.session): string | null => (session?.kind === 'signedIn' ? session.agent.no : null);
    if (data !== null && agentOf(now.session) !== null && agentOf(now.session) !== agentOf(before.session) && now.rooms.data === 'open') void attach(data);
  });

  window.addEventListener('message', onMessage);
  const offShell = bridge.onEvent(onShellEvent);
  void invoke('shell.info', {}).then((info) => onShellEvent('info', info));
  ask();

  return {
    ports: {
      data: {
        // Who signs in or submits while the room starts is served when it is there, not sent away.
        call: async (name, input) => {
          if (data === null) await dataThere;
          return data?.call(name, input) ?? fail('DOOR_CLOSED');
        },
      },
      phone: { call: (name, input) => phone?.call(name, input) ?? Promise.resolve(fail('DOOR_CLOSED')) },
      shell: {
        setPrefs: async (prefs) => {
          act().setPrefs(prefs);
          await invoke('shell.setPrefs', prefs);
        },
        ring: async (words) => void (await invoke('shell.ring', words)),
        closeAnswer: async (quit) => void (await invoke('shell.closeAnswer', { quit })),
        restartData: async () => void (await invoke('shell.restartData', {})),
      },
    },
    stop: () => {
      stopped = true;
      timers.clear(asking);
      window.removeEventListener('message', onMessage);
      offShell();
      offStore();
      data?.close();
      phone?.close();
    },
  };
}
