import type { Page } from '@playwright/test';

/**
 * What was seen of one ring in the desk's window. Times are the desk's own epoch ms. `card` is the ringing card
 * with the caller's name on it, `pane` is CUSTOMER with the same name at its head.
 */
export interface DeskRing {
  readonly callId: string;
  readonly result: string;
  readonly customerId: string | null;
  /** The data room's answer was read from its door. */
  readonly popAt: number;
  readonly card: Appearance;
  readonly pane: Appearance;
}

interface Appearance {
  /** The DOM held it; seen in the microtask after the commit. */
  readonly committedAt: number;
  /** The second animation frame after that. */
  readonly paintedAt: number;
}

interface DeskWatch {
  customers: number;
  loading: boolean;
  hub: string;
  state: string;
  nextRing(limitMs: number): Promise<DeskRing | null>;
}

declare global {
  interface Window {
    benchWatch: DeskWatch;
  }
}

/** Where a ring shows: the ringing call in the left column, and the head of CUSTOMER. */
const places = { card: 'article[aria-label="来电振铃"]', pane: 'main[data-column="customer"][aria-label] header' };

/**
 * Puts a watcher into the desk's page from outside: it looks on where the page reads its doors (the `data` of a
 * MessageEvent) and where its DOM changes. The product has no part in it.
 */
export async function watchDesk(page: Page): Promise<void> {
  await page.evaluate(install, places);
}

/** The next ring that was painted, both places, or null when none was in time. */
export function nextRing(page: Page, limitMs: number): Promise<DeskRing | null> {
  return page.evaluate((limit) => window.benchWatch.nextRing(limit), limitMs);
}

/** Latest figures that came through the door. */
export function deskFigures(page: Page): Promise<Pick<DeskWatch, 'customers' | 'loading' | 'hub' | 'state'>> {
  return page.evaluate(() => {
    const { customers, loading, hub, state } = window.benchWatch;
    return { customers, loading, hub, state };
  });
}

/** Nothing of a call is on the screen. */
export function isDeskIdle(page: Page): Promise<boolean> {
  return page.evaluate((card) => document.querySelector(card) === null, places.card);
}

/** Runs in the page, by itself: nothing from outside this function is there. */
function install(where: typeof places): void {
  interface Ring {
    readonly callId: string;
    readonly result: string;
    readonly customerId: string | null;
    readonly name: string;
    readonly popAt: number;
    card: Appearance | null;
    pane: Appearance | null;
    sought: Set<'card' | 'pane'>;
  }
  const clock = (): number => performance.timeOrigin + performance.now();
  const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  const inside = (value: unknown, ...path: string[]): unknown => path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value);
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');

  const known = new Set<string>();
  const painted: DeskRing[] = [];
  let ring: Ring | null = null;
  let waiter: ((ring: DeskRing | null) => void) | null = null;

  const settle = ({ callId, result, customerId, popAt, card, pane }: Ring): void => {
    if (card === null || pane === null) return;
    const seen: DeskRing = { callId, result, customerId, popAt, card, pane };
    ring = null;
    if (waiter === null) painted.push(seen);
    else waiter(seen);
    waiter = null;
  };
  const look = (): void => {
    const current = ring;
    if (current === null) return;
    for (const part of ['card', 'pane'] as const) {
      if (!current.sought.has(part) || document.querySelector(where[part])?.textContent.includes(current.name) !== true) continue;
      current.sought.delete(part);
      const committedAt = clock();
      requestAnimationFrame(() => requestAnimationFrame(() => {
        current[part] = { committedAt, paintedAt: clock() };
        if (ring === current) settle(current);
      }));
    }
  };
  const note = (message: unknown, at: number): void => {
    if (inside(message, 't') === 'reply') {
      noteHealth(inside(message, 'result', 'value', 'health'));
      return;
    }
    if (inside(message, 't') !== 'event') return;
    const payload = inside(message, 'payload');
    const name = inside(message, 'name');
    if (name === 'health') noteHealth(payload);
    if (name === 'agentState') watch.state = text(inside(payload, 'state'));
    if (name !== 'pop') return;
    const callId = text(inside(payload, 'callId'));
    if (known.has(callId)) return;
    known.add(callId);
    const customer = inside(payload, 'result', 'match', 'customer');
    ring = {
      callId, result: text(inside(payload, 'result', 'kind')), customerId: text(inside(customer, 'id')) || null,
      name: text(inside(customer, 'maskedName')) || '?', popAt: at, card: null, pane: null, sought: new Set(['card', 'pane']),
    };
  };
  const noteHealth = (health: unknown): void => {
    if (!isRecord(health)) return;
    watch.customers = Number(inside(health, 'store', 'customers'));
    watch.loading = inside(health, 'sync', 'firstSync') !== null;
    watch.hub = text(inside(health, 'hub', 'kind'));
  };

  const watch: DeskWatch = {
    customers: 0, loading: true, hub: '', state: '',
    nextRing: (limitMs) => new Promise((resolve) => {
      const ready = painted.shift();
      if (ready !== undefined) return resolve(ready);
      const timer = setTimeout(() => {
        waiter = null;
        resolve(null);
      }, limitMs);
      waiter = (seen) => {
        clearTimeout(timer);
        resolve(seen);
      };
    }),
  };
  window.benchWatch = watch;
  const original = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  const read = original?.get;
  if (original === undefined || read === undefined) throw new Error('MessageEvent.data is no getter here');
  Object.defineProperty(MessageEvent.prototype, 'data', {
    ...original,
    get(this: MessageEvent): unknown {
      const at = clock();
      const value: unknown = read.call(this);
      note(value, at);
      return value;
    },
  });
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
}
