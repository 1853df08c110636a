import type { Clock } from '#shared/lib/clock.ts';

/** A token bucket: `burst` at once, `perSecond` in the long run. */
export interface Bucket {
  /** True = go on; else the seconds to wait. */
  take(): true | number;
}

export function bucket(now: Clock, burst: number, perSecond: number): Bucket {
  let tokens = burst;
  let at = now();
  return {
    take() {
      const time = now();
      tokens = Math.min(burst, tokens + (Math.max(0, time - at) / 1000) * perSecond);
      at = time;
      if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / perSecond));
      tokens -= 1;
      return true;
    },
  };
}

/** A bucket per key; keys not seen for long are forgotten. */
export function bucketsByKey(now: Clock, burst: number, perSecond: number): (key: string) => true | number {
  const MAX_KEYS = 10_000;
  const buckets = new Map<string, Bucket>();
  return (key) => {
    const known = buckets.get(key) ?? bucket(now, burst, perSecond);
    buckets.delete(key);
    buckets.set(key, known);
    const oldest = buckets.keys().next();
    if (buckets.size > MAX_KEYS && oldest.done !== true) buckets.delete(oldest.value);
    return known.take();
  };
}
