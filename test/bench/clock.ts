import type { Page } from '@playwright/test';

/**
 * Every process reads its own `performance.timeOrigin + performance.now()`. The origins are taken from the
 * wall clock at each start and differ; the rates do not, they are one machine's monotonic clock.
 */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** How far another process's clock is ahead of this one's, ms. */
export interface Offset {
  readonly ms: number;
  /** The true value lies within ± this much: half of the shortest round trip. */
  readonly error: number;
}

const SAMPLES = 300;

/** NTP's way: asks often and believes the shortest round trip, in whose middle the other clock was read. */
export async function offsetOf(ask: () => Promise<number>): Promise<Offset> {
  let best: Offset = { ms: 0, error: Infinity };
  for (let n = 0; n < SAMPLES; n += 1) {
    const before = now();
    const there = await ask();
    const after = now();
    const error = (after - before) / 2;
    if (error < best.error) best = { ms: there - (before + error), error };
  }
  return best;
}

export function pageClock(page: Page): () => Promise<number> {
  return () => page.evaluate(() => performance.timeOrigin + performance.now());
}
