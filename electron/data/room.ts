import { existsSync, writeFileSync } from 'node:fs';
import { v4 } from 'uuid';
import { deskDoor } from '#shared/contract/desk.ts';
import { serveDoor, type DoorPort, type ServedDoor } from '#shared/lib/door.ts';
import type { RoomDeps } from './deps.ts';
import { deskHandlers } from './doors/desk-handlers.ts';
import type { EmitToDesk, Rooms } from './parts.ts';
import { buildRooms, type RoomsOptions } from './rooms.ts';
import { loadDeviceKey } from './store/device-key.ts';
import { withReserve } from './store/full-disk.ts';
import { purgeAccessLog } from './store/outbox/access-log.ts';
import { purgeCalls } from './store/outbox/call-log.ts';
import { returnInFlight } from './store/outbox/commands.ts';
import { purgeDiscardedDrafts } from './store/outbox/drafts.ts';
import { readMeta, writeMeta } from './store/outbox/meta.ts';
import { forgetSignIns } from './store/outbox/sign-ins.ts';
import { fileReserve } from './store/reserve.ts';
import { classifyStoreFault } from './store/store-error.ts';
import { openStores, prepareFolder, storePaths, type StorePaths, type Stores } from './store/stores.ts';
import type { WritableDb } from './store/db.ts';

/** The data room: stores, session, sync and doors. Knows nothing of Electron. */
export interface DataRoom {
  attachDesk(port: DoorPort): void;
  attachPhone(port: DoorPort): void;
  /** The machine woke up or a network came back. */
  wake(): void;
  /** Lets running work end and closes the files. */
  stop(): Promise<void>;
  /** For the rooms' own tests. */
  readonly rooms: Rooms;
}

const HOUSEKEEPING_MS = 60_000;
const DAY_MS = 86_400_000;
const CALLS_KEPT_DAYS = 7;
/** 网络安全法: at least six months. */
const ACCESS_LOG_KEPT_DAYS = 190;
const DISCARDED_DRAFT_MS = 60_000;

/**
 * Opens the stores and starts; throws StoreError with the problem to show when that is not possible. Damage
 * that shows only when the rooms begin to read is mended like damage found at the opening.
 */
export async function buildDataRoom(deps: RoomDeps): Promise<DataRoom> {
  const paths = storePaths(deps.start.userDataDir);
  prepareFolder(paths);
  try {
    return await openRoom(deps, paths);
  } catch (error) {
    const fault = classifyStoreFault(error);
    if (fault !== 'damaged' && fault !== 'notADatabase') throw error;
    writeFileSync(paths.cacheDamaged, '');
    return openRoom(deps, paths);
  }
}

async function openRoom(deps: RoomDeps, paths: StorePaths): Promise<DataRoom> {
  const { start, clock, timers, host } = deps;
  const keyHex = await loadDeviceKey({
    file: paths.keys, sealedKey: start.sealedKey, dataExists: existsSync(paths.outbox) || existsSync(paths.cache), sealing: host, random: deps.random,
  });
  const reserve = fileReserve(paths.reserve);
  const stores: Stores = openStores({
    paths, keyHex, reserve, nativeBinding: start.nativeBinding, now: clock,
    onSlow: (statement, ms) => host.log('warn', 'store.slow', { statement, ms }),
  });
  if (stores.problem !== null) host.log('error', 'store.mended', { code: stores.problem.code });
  const holds = { reserve: reserve.hold() };
  let desk: ServedDoor<typeof deskDoor> | null = null;
  let stopped = false;
  /** Null until they are built: the disk may be full before that. */
  let open: Rooms | null = null;
  const emit: EmitToDesk = (name, payload) => desk?.emit(name, payload);

  const outbox = withReserve(stores.outbox, reserve, (saved) => {
    holds.reserve = false;
    host.log('error', 'store.full', { saved });
    open?.health.storeProblem({ code: 'STORE_DISK_FULL' });
    emit('notice', { code: 'STORE_DISK_FULL' });
  });
  const rooms = await begun(stores, () => ({
    deps, outbox, cache: stores.cache, deskId: prepareOutbox(outbox, deps),
    storeProblem: holds.reserve ? stores.problem : { code: 'STORE_DISK_FULL' },
    emit,
    onDamaged() {
      if (stopped) return;
      stopped = true;
      writeFileSync(paths.cacheDamaged, '');
      host.log('error', 'store.cacheDamaged');
      host.restart('STORE_CORRUPT');
    },
    yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
  }));
  open = rooms;
  let timer = timers.set(tick, HOUSEKEEPING_MS);
  rooms.link.start();
  host.post({ t: 'ready' });

  function tick(): void {
    if (stopped) return;
    timer = timers.set(tick, HOUSEKEEPING_MS);
    try {
      rooms.housekeeping();
    } catch (error) {
      rooms.damaged(error);
    }
    if (!holds.reserve && reserve.hold()) {
      holds.reserve = true;
      rooms.health.storeProblem(null);
    }
  }

  return {
    rooms,
    attachDesk(port) {
      desk?.close();
      const fresh: ServedDoor<typeof deskDoor> = serveDoor(deskDoor, port, deskHandlers(rooms), {
        onFault: ({ where, issue }) => host.log('warn', 'desk.badMessage', { where, issue }),
        onClose: () => {
          if (desk === fresh) desk = null;
        },
      });
      desk = fresh;
      if (stores.problem !== null) emit('notice', { code: stores.problem.code });
    },
    attachPhone: (port) => rooms.phone.attach(port),
    wake: () => rooms.link.retryNow(),
    async stop() {
      if (stopped) return;
      stopped = true;
      timers.clear(timer);
      rooms.link.stop();
      rooms.engine.offline();
      rooms.phone.close();
      rooms.duty.stop();
      await rooms.engine.idle();
      desk?.close();
      stores.close();
      host.post({ t: 'stopped' });
    },
  };
}

/** Builds the rooms; when that fails, the files are closed again. */
async function begun(stores: Stores, options: () => RoomsOptions): Promise<Rooms> {
  try {
    const rooms = buildRooms(options());
    await rooms.begin();
    return rooms;
  } catch (error) {
    stores.close();
    throw error;
  }
}

/** What a kill may have left, old entries, and the tokens of another hub go; the id of this desk is made once. */
function prepareOutbox(outbox: WritableDb, deps: RoomDeps): string {
  const now = deps.clock();
  return outbox.write(() => {
    returnInFlight(outbox);
    purgeDiscardedDrafts(outbox, now - DISCARDED_DRAFT_MS);
    purgeCalls(outbox, now - CALLS_KEPT_DAYS * DAY_MS);
    purgeAccessLog(outbox, now - ACCESS_LOG_KEPT_DAYS * DAY_MS);
    const hub = readMeta(outbox, 'hubUrl');
    if (hub !== null && hub !== deps.start.hubUrl) {
      forgetSignIns(outbox);
      deps.host.log('warn', 'session.hubChanged');
    }
    writeMeta(outbox, 'hubUrl', deps.start.hubUrl);
    const deskId = readMeta(outbox, 'deskId') ?? v4({ random: deps.random.bytes(16) });
    writeMeta(outbox, 'deskId', deskId);
    return deskId;
  });
}
