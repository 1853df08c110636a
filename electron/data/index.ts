import { randomBytes } from 'node:crypto';
import { fromDataSchema, toDataSchema, type DataStart, type FromData } from '#shared/contract/data-host.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import { redact } from '#shared/lib/redact.ts';
import type { DoorPort } from '#shared/lib/door.ts';
import type { Host } from './deps.ts';
import { buildDataRoom, type DataRoom } from './room.ts';
import { nodeHubHttp } from './session/hub-http.ts';
import { StoreError } from './store/store-error.ts';
import { socketIoConnector } from './sync/socket-io-connector.ts';

/** The part of Electron's MessagePortMain and ParentPort this process uses; their types belong to `electron`. */
interface Port {
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

const parentPort = (process as unknown as { readonly parentPort?: Port }).parentPort;
if (parentPort === undefined) throw new Error('The data room runs as a utility process of the shell');

const RESTART_EXIT_CODE = 70;
const BUG_EXIT_CODE = 71;
// Files of this process are the agent's own, also those SQLite makes.
process.umask(0o077);
const waiting = new Map<number, (value: string | null) => void>();
let nextId = 1;
let room: Promise<DataRoom | null> | null = null;

const post = (message: FromData): void => parentPort.postMessage(fromDataSchema.parse(message));
const ask = (t: 'seal' | 'unseal', value: string): Promise<string | null> =>
  new Promise((resolve) => {
    const id = nextId++;
    waiting.set(id, resolve);
    post({ t, id, value });
  });
const host: Host = {
  seal: (text) => ask('seal', text),
  unseal: (text) => ask('unseal', text),
  post,
  log: (level, event, detail = {}) => post({ t: 'log', level, event, detail: redact(detail) as Record<string, unknown> }),
  restart: () => process.exit(RESTART_EXIT_CODE),
};

async function start(message: DataStart): Promise<DataRoom | null> {
  try {
    return await buildDataRoom({
      start: message,
      clock: Date.now,
      timers: { set: (run, delayMs) => setTimeout(run, delayMs), clear: (handle) => clearTimeout(handle as NodeJS.Timeout) },
      random: { bytes: randomBytes, fraction: Math.random },
      host,
      connector: socketIoConnector(message),
      http: nodeHubHttp(message),
    });
  } catch (error) {
    const problem = error instanceof StoreError ? error.problem : { code: 'INTERNAL', params: { ref: 'data.start' } };
    host.log('error', 'data.startFailed', { error: error instanceof Error ? `${error.name}: ${error.message}` : 'thrown' });
    post({ t: 'failed', problem: { code: problem.code, ...(problem.params === undefined ? {} : { params: { ...problem.params } }) } });
    return null;
  }
}

function doorPort(port: Port): DoorPort {
  return {
    post: (message) => port.postMessage(message),
    listen(onMessage, onClose) {
      port.on('message', (event) => onMessage(event.data));
      port.on('close', onClose);
      port.start();
    },
    close: () => port.close(),
  };
}

/** Whatever nobody caught: written down, a damaged cache marked, and the shell starts this process again. */
async function lastResort(error: unknown): Promise<void> {
  host.log('error', 'data.uncaught', { error: error instanceof Error ? `${error.name}: ${error.message}` : 'thrown' });
  const open = await room;
  open?.rooms.damaged(error);
  process.exit(BUG_EXIT_CODE);
}
process.on('uncaughtException', (error) => void lastResort(error));
process.on('unhandledRejection', (error) => void lastResort(error));

parentPort.on('message', ({ data, ports }) => {
  const parsed = toDataSchema.safeParse(data);
  if (!parsed.success) return host.log('warn', 'data.badMessage');
  const message = parsed.data;
  switch (message.t) {
    case 'start':
      room ??= start(message);
      return;
    case 'door': {
      const [port] = ports;
      if (port === undefined) return host.log('warn', 'data.doorWithoutPort', { name: message.name });
      void room?.then((open) => (message.name === 'desk' ? open?.attachDesk(doorPort(port)) : open?.attachPhone(doorPort(port))));
      return;
    }
    case 'sealed':
      waiting.get(message.id)?.(message.value);
      waiting.delete(message.id);
      return;
    case 'wake':
      void room?.then((open) => open?.wake());
      return;
    case 'stop':
      void (room ?? Promise.resolve(null)).then((open) => (open === null ? post({ t: 'stopped' }) : open.stop())).finally(() => process.exit(0));
      return;
    default:
      assertNever(message);
  }
});
