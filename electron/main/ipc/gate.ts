import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { ZodType, infer as Infer } from 'zod';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import { belongsTo } from '../guards/navigation.ts';
import type { Log } from '../log/log-file.ts';

/** The only file that touches `ipcMain` and `webContents.send`: who sends, what comes in and what goes out is checked here. */
type CallTable = Readonly<Record<string, { readonly in: ZodType; readonly out: ZodType }>>;
type EventTable = Readonly<Record<string, ZodType>>;

export type ShellHandlers<T extends CallTable> = {
  readonly [N in keyof T]: (input: Infer<T[N]['in']>) => Result<Infer<T[N]['out']>> | Promise<Result<Infer<T[N]['out']>>>;
};

export interface GateOptions<T extends CallTable> {
  readonly host: 'desk' | 'phone';
  readonly calls: T;
  readonly handlers: ShellHandlers<T>;
  /** The window's present contents; undefined while there is no window. */
  readonly contents: () => WebContents | undefined;
  readonly log: Log;
}

/** Serves one window's calls. Refusals are values with a code; only bugs are logged as errors. */
export function serveShellCalls<T extends CallTable>(options: GateOptions<T>): void {
  for (const name of Object.keys(options.calls)) {
    ipcMain.handle(name, (event, raw: unknown) => answer(options, name, event, raw));
  }
}

async function answer<T extends CallTable>(options: GateOptions<T>, name: string, event: IpcMainInvokeEvent, raw: unknown): Promise<Result<unknown>> {
  if (!isTrusted(options, event)) {
    options.log('warn', 'ipc.untrusted', { call: name });
    return fail('SENDER_UNTRUSTED');
  }
  const input = options.calls[name]?.in.safeParse(raw);
  if (input?.success !== true) {
    options.log('warn', 'ipc.invalid', { call: name });
    return fail('MESSAGE_INVALID');
  }
  try {
    const run = options.handlers[name] as (input: unknown) => Promise<Result<unknown>>;
    const result = await run(input.data);
    return result.ok ? ok(options.calls[name]?.out.parse(result.value)) : result;
  } catch (error) {
    options.log('error', 'ipc.failed', { call: name, error });
    return fail('INTERNAL', { ref: name });
  }
}

function isTrusted(options: Pick<GateOptions<CallTable>, 'host' | 'contents'>, event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return event.sender === options.contents() && frame !== null && frame === event.sender.mainFrame && belongsTo(options.host, frame.url);
}

/** Sends an event of a table to a window; nothing happens while the window is away. */
export function emitShellEvent<T extends EventTable, N extends keyof T & string>(
  contents: WebContents | undefined, events: T, name: N, payload: Infer<T[N]>,
): void {
  if (contents === undefined || contents.isDestroyed()) return;
  contents.send('shell.event', name, events[name]?.parse(payload));
}

/** Hands a door to a window; its preload passes it on to the page. */
export function handDoor(contents: WebContents | undefined, name: 'data' | 'phone' | 'desk', port: Electron.MessagePortMain): void {
  if (contents === undefined || contents.isDestroyed()) return port.close();
  contents.postMessage('shell.door', name, [port]);
}
