import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskDoor } from '#shared/contract/desk.ts';
import { phoneDataDoor, type CallRecord, type RemoteParty, type SipSettings } from '#shared/contract/phone.ts';
import type { FaultDraft } from '#shared/domain/intake-form.ts';
import { openDoor, serveDoor, type DoorPort, type OpenDoor, type ServedDoor } from '#shared/lib/door.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { LogDetail, RoomDeps } from '../../electron/data/deps.ts';
import { buildDataRoom, type DataRoom } from '../../electron/data/room.ts';
import { nodeHubHttp } from '../../electron/data/session/hub-http.ts';
import { socketIoConnector } from '../../electron/data/sync/socket-io-connector.ts';

/** Two ports joined back to back, delivering in later turns as real ones do. */
export function portPair(): [DoorPort, DoorPort] {
  const ends = [0, 1].map(() => ({ onMessage: (_: unknown): void => undefined, onClose: (): void => undefined, closed: false }));
  const port = (mine: 0 | 1): DoorPort => ({
    post(message) {
      const far = ends[1 - mine];
      const copy: unknown = structuredClone(message);
      setImmediate(() => {
        if (far !== undefined && !far.closed) far.onMessage(copy);
      });
    },
    listen: (onMessage, onClose) => void Object.assign(ends[mine] ?? {}, { onMessage, onClose }),
    close() {
      for (const end of ends) {
        if (end.closed) continue;
        end.closed = true;
        setImmediate(end.onClose);
      }
    },
  });
  return [port(0), port(1)];
}

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly detail: LogDetail;
}

/** What a test may change of the start message and of what the room is built from. */
export interface TestRoomChange extends Partial<Omit<RoomDeps, 'start'>> {
  readonly start?: Partial<RoomDeps['start']>;
}

/** A desk and a phone window around a data room that runs in this process on real files. */
export interface TestRoom {
  readonly room: DataRoom;
  readonly userDataDir: string;
  readonly log: LogLine[];
  readonly posted: unknown[];
  readonly phone: FakePhone;
  desk: OpenDoor<typeof deskDoor>;
  /** Every event the desk heard, in order. */
  readonly heard: { readonly name: string; readonly payload: unknown }[];
  newDesk(): void;
  stop(): Promise<void>;
}

export interface FakePhone {
  readonly settings: (SipSettings | null)[];
  ring(number: string, change?: Partial<RemoteParty>): string;
  answer(callId: string): void;
  end(callId: string, change?: Partial<CallRecord>): void;
  register(ready: boolean): void;
}

export const testDir = (): string => mkdtempSync(join(tmpdir(), 'wanhao-data-'));

/** Seals nothing: what is tested is that sealing is asked for, not the key ring. */
export const plainSealing = {
  seal: (text: string): Promise<string | null> => Promise.resolve(`sealed:${Buffer.from(text).toString('base64')}`),
  unseal: (sealed: string): Promise<string | null> => Promise.resolve(sealed.startsWith('sealed:') ? Buffer.from(sealed.slice(7), 'base64').toString() : null),
};

export async function openTestRoom(hubUrl: string, userDataDir: string = testDir(), { start, ...change }: TestRoomChange = {}): Promise<TestRoom> {
  const log: LogLine[] = [];
  const posted: unknown[] = [];
  const room = await buildDataRoom({
    start: { t: 'start', userDataDir, hubUrl, caPem: null, keyring: 'developmentFile', sealedKey: null, appVersion: '0.0.0', nativeBinding: null, ...start },
    clock: Date.now,
    timers: { set: (run, delayMs) => setTimeout(run, delayMs), clear: (handle) => clearTimeout(handle as NodeJS.Timeout) },
    random: { bytes: randomBytes, fraction: Math.random },
    host: {
      ...plainSealing,
      post: (message) => void posted.push(message),
      log: (level, event, detail = {}) => void log.push({ level, event, detail }),
      restart: (reason) => void posted.push({ t: 'restart', reason }),
    },
    connector: socketIoConnector({ hubUrl, caPem: null }),
    http: nodeHubHttp({ hubUrl, caPem: null }),
    ...change,
  });
  const heard: TestRoom['heard'] = [];
  const own: TestRoom = {
    room, userDataDir, log, posted, heard,
    phone: fakePhone(room),
    desk: openDesk(room, heard),
    newDesk() {
      own.desk = openDesk(room, heard);
    },
    stop: () => room.stop(),
  };
  return own;
}

function openDesk(room: DataRoom, heard: TestRoom['heard']): OpenDoor<typeof deskDoor> {
  const [near, far] = portPair();
  const door = openDoor(deskDoor, near, {
    onFault: ({ where, issue }) => {
      throw new Error(`the desk could not read ${where}: ${issue}`);
    },
  });
  for (const name of Object.keys(deskDoor.events) as (keyof typeof deskDoor.events)[]) door.on(name, (payload) => void heard.push({ name, payload }));
  room.attachDesk(far);
  return door;
}

function fakePhone(room: DataRoom): FakePhone {
  const settings: FakePhone['settings'] = [];
  const [near, far] = portPair();
  const door: ServedDoor<typeof phoneDataDoor> = serveDoor(
    phoneDataDoor, near,
    {
      configure(given) {
        settings.push(given);
        return ok({});
      },
      clear() {
        settings.push(null);
        return ok({});
      },
    },
    { onFault: ({ issue }) => { throw new Error(issue); } },
  );
  room.attachPhone(far);
  const calls = new Map<string, { from: RemoteParty; startedAt: number; answeredAt: number | null }>();
  return {
    settings,
    ring(number, change = {}) {
      const callId = randomUUID();
      const from: RemoteParty = { number, masked: '', kind: 'mobile', displayName: '', withheld: number === '', trunk: false, ...change };
      calls.set(callId, { from, startedAt: Date.now(), answeredAt: null });
      door.emit('ringing', { callId, sipCallId: randomUUID(), from, to: '10000', headers: { queue: null, dnis: null, diversion: null, waitSeconds: null }, at: Date.now() });
      return callId;
    },
    answer(callId) {
      const call = calls.get(callId);
      if (call !== undefined) call.answeredAt = Date.now();
      door.emit('answered', { callId, at: Date.now() });
    },
    end(callId, change = {}) {
      const call = calls.get(callId);
      if (call === undefined) throw new Error('no such call');
      door.emit('ended', {
        id: callId, direction: 'incoming', phase: 'ended', muted: false, startedAt: call.startedAt, answeredAt: call.answeredAt, heldSince: null, heldMs: 0,
        endedAt: Date.now(), endReason: call.answeredAt === null ? 'cancelled' : 'remote', endStatus: null, remote: call.from,
        headers: { queue: null, dnis: null, diversion: null, waitSeconds: null }, busy: false, ...change,
      });
    },
    register(ready) {
      door.emit('registration', {
        state: ready ? 'ready' : 'reconnecting', code: null, status: null, attempt: 0, server: null, user: '8001', since: Date.now(), retryAt: null, confirmedAt: null,
      });
    },
  };
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`);
  return result.value;
}

/** What an agent types into a prefilled form to make it complete. */
export function completed(fault: FaultDraft, change: Partial<FaultDraft> = {}): FaultDraft {
  return {
    ...fault,
    contactName: fault.contactName ?? { from: 'typed', value: '来电人' },
    contactNumber: fault.contactNumber ?? { from: 'typed', value: '13305910000' },
    callerRelation: fault.callerRelation ?? 'self',
    serviceKind: fault.serviceKind ?? 'broadband',
    serviceNumber: fault.serviceNumber ?? { from: 'typed', value: 'fzad00000001' },
    address: fault.address ?? { from: 'typed', value: '福州市台江区江东路1号' },
    gridCode: fault.gridCode ?? 'GL-0001',
    settlement: fault.settlement ?? 'urban',
    category: 'F40-02',
    severity: 'degraded',
    startedAt: Date.now() - 3_600_000,
    test: fault.test ?? { kind: 'none', reason: 'notSupported' },
    description: '客户反映光宽一小时掉线多次，今早九点起再次掉线。',
    ...change,
  };
}
