import type { Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import type { DeskApp } from '../e2e/support/desk-app.ts';

/** The bare ways from the phone's window to the desk's: straight, and through an empty process where the data room would be. */
export const ways = ['direct', 'viaUtilityProcess'] as const;
export type Way = (typeof ways)[number];

interface FloorDesk {
  /** Resolves to the time of the second frame after the mark was in the DOM, the desk's epoch ms. */
  painted(way: Way): Promise<number>;
}

declare global {
  interface Window {
    benchFloor: FloorDesk;
    benchSend: Record<Way, () => number>;
  }
}

const LIMIT_MS = 5_000;
const echo = fileURLToPath(new URL('./echo.mjs', import.meta.url));

/**
 * Lays fresh channels between the two windows of the running app. The ports arrive as its doors do, through the
 * preloads, under names the product does not know and ignores.
 */
export async function layFloor(app: DeskApp, desk: Page, phone: Page): Promise<void> {
  await desk.evaluate(installDesk);
  await phone.evaluate(installPhone);
  await app.app.evaluate(({ MessageChannelMain, utilityProcess, webContents }, echoFile) => {
    const contents = (host: string): Electron.WebContents => {
      const found = webContents.getAllWebContents().find((one) => one.getURL().startsWith(`app://${host}/`));
      if (found === undefined) throw new Error(`no window ${host}`);
      return found;
    };
    const hand = (host: string, name: string, port: Electron.MessagePortMain): void => contents(host).postMessage('shell.door', name, [port]);
    const straight = new MessageChannelMain();
    hand('phone', 'direct', straight.port1);
    hand('desk', 'direct', straight.port2);
    const [first, second] = [new MessageChannelMain(), new MessageChannelMain()];
    utilityProcess.fork(echoFile, [], { serviceName: 'Benchmark echo' }).postMessage(null, [first.port2, second.port1]);
    hand('phone', 'viaUtilityProcess', first.port1);
    hand('desk', 'viaUtilityProcess', second.port2);
  }, echo);
  await Promise.all([desk, phone].map((page) => page.waitForFunction(() => document.documentElement.dataset['benchPorts'] === '2')));
}

/** One message, one mark, two frames. Each time by the clock of its own window. */
export async function floorOnce(desk: Page, phone: Page, way: Way): Promise<{ readonly sentAt: number; readonly paintedAt: number }> {
  const painted = desk.evaluate((wanted) => window.benchFloor.painted(wanted), way);
  const sentAt = await phone.evaluate((wanted) => window.benchSend[wanted](), way);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing arrived: ${way}`)), LIMIT_MS);
  });
  try {
    return { sentAt, paintedAt: await Promise.race([painted, late]) };
  } finally {
    clearTimeout(timer);
  }
}

function installDesk(): void {
  const arrived = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  const mark = document.createElement('output');
  Object.assign(mark.style, { position: 'fixed', right: '8px', bottom: '40px', pointerEvents: 'none' });
  document.body.append(mark);
  let count = 0;
  window.benchFloor = {
    painted: (way) => new Promise((resolve) => {
      const at = arrived.get(way);
      arrived.delete(way);
      if (at === undefined) waiting.set(way, resolve);
      else resolve(at);
    }),
  };
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    const way = (event.data as { readonly name?: string } | null)?.name ?? '';
    if (port === undefined || (way !== 'direct' && way !== 'viaUtilityProcess')) return;
    port.addEventListener('message', () => {
      count += 1;
      mark.textContent = String(count);
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const at = performance.timeOrigin + performance.now();
        const resolve = waiting.get(way);
        waiting.delete(way);
        if (resolve === undefined) arrived.set(way, at);
        else resolve(at);
      }));
    });
    port.start();
    document.documentElement.dataset['benchPorts'] = String(Number(document.documentElement.dataset['benchPorts'] ?? 0) + 1);
  });
}

function installPhone(): void {
  const nothing = (): number => 0;
  window.benchSend = { direct: nothing, viaUtilityProcess: nothing };
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    const way = (event.data as { readonly name?: string } | null)?.name ?? '';
    if (port === undefined || (way !== 'direct' && way !== 'viaUtilityProcess')) return;
    window.benchSend[way] = () => {
      const at = performance.timeOrigin + performance.now();
      port.postMessage(0);
      return at;
    };
    document.documentElement.dataset['benchPorts'] = String(Number(document.documentElement.dataset['benchPorts'] ?? 0) + 1);
  });
}
