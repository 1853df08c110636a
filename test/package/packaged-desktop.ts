import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { projectRoot } from '../../scripts/runtime/pins.ts';

export const executable = join(projectRoot, 'release/linux-unpacked/wanhao-desk');

/** One window of the packaged desktop. */
export interface PackagedWindow {
  /** Value of an expression in the page, as JSON carries it; null while the page is still being loaded. */
  evaluate(expression: string): Promise<unknown>;
  /** Clicks into the one element the selector finds and types, as a person would. */
  type(selector: string, text: string): Promise<void>;
  pressEnter(): Promise<void>;
}

/**
 * The packaged desktop over the DevTools protocol. Its fuses refuse the inspector that Playwright's Electron
 * launcher needs, and Playwright's CDP connection sees none of the windows, which have sessions of their own.
 */
export interface PackagedDesktop {
  /** Waits for a window whose address contains `part`. */
  window(part: string): Promise<PackagedWindow>;
  close(): Promise<void>;
}

const targetsSchema = z.array(z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }));
const replySchema = z.object({ id: z.number().optional(), result: z.looseObject({}).optional(), error: z.object({ message: z.string() }).optional() });
const evaluatedSchema = z.object({ result: z.object({ value: z.unknown() }), exceptionDetails: z.unknown().optional() });
const spotSchema = z.object({ x: z.number(), y: z.number() });

/** Starts the package with a profile of its own. */
export async function startPackage(userDataDir: string, env: Readonly<Record<string, string>> = {}): Promise<PackagedDesktop> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...sandbox, '--remote-debugging-port=0', `--user-data-dir=${userDataDir}`, '--development-key-file'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said: string[] = [];
  const port = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the package ended with code ${code ?? 'none'}\n${said.join('\n')}`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const sockets: WebSocket[] = [];
  return {
    async window(part) {
      const address = await windowAddress(port, part);
      const socket = new WebSocket(address);
      sockets.push(socket);
      await new Promise((resolve, reject) => {
        socket.addEventListener('open', resolve);
        socket.addEventListener('error', reject);
      });
      return packagedWindow(socket);
    },
    async close() {
      for (const socket of sockets) socket.close();
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(force);
    },
  };
}

async function windowAddress(port: string, part: string): Promise<string> {
  for (const until = Date.now() + 20_000; Date.now() < until; await delay(100)) {
    const reply = await fetch(`http://127.0.0.1:${port}/json/list`);
    const found = targetsSchema.parse(await reply.json()).find((target) => target.type === 'page' && target.url.includes(part));
    if (found !== undefined) return found.webSocketDebuggerUrl;
  }
  throw new Error(`no window with ${part} in its address`);
}

function packagedWindow(socket: WebSocket): PackagedWindow {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = replySchema.parse(JSON.parse(z.string().parse(data)));
    const asked = waiting.get(id ?? -1);
    if (asked === undefined) return;
    if (error === undefined) asked.resolve(result);
    else asked.reject(new Error(error.message));
  });
  const send = (method: string, params: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      socket.send(JSON.stringify({ id: lastId, method, params }));
    });
  const evaluate = async (expression: string): Promise<unknown> => {
    const sent = await send('Runtime.evaluate', { expression, returnByValue: true }).catch((error: unknown) => {
      if (error instanceof Error && error.message.includes('execution context')) return null;
      throw error;
    });
    if (sent === null) return null;
    const reply = evaluatedSchema.parse(sent);
    if (reply.exceptionDetails !== undefined) throw new Error(`${expression}: ${JSON.stringify(reply.exceptionDetails)}`);
    return reply.result.value;
  };
  const click = async (selector: string): Promise<void> => {
    const spot = spotSchema.parse(
      await evaluate(`(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect())`),
    );
    for (const type of ['mousePressed', 'mouseReleased']) await send('Input.dispatchMouseEvent', { type, ...spot, button: 'left', clickCount: 1 });
  };
  return {
    evaluate,
    async type(selector, text) {
      // The page may still be settling under the pointer.
      const isFocused = `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`;
      do await click(selector);
      while ((await evaluate(isFocused)) !== true);
      await send('Input.insertText', { text });
    },
    async pressEnter() {
      const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
      for (const type of ['keyDown', 'keyUp']) await send('Input.dispatchKeyEvent', { type, ...key });
    },
  };
}
