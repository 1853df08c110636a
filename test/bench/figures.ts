/** Milliseconds to two decimals: more would be noise. */
export function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Percentiles by nearest rank: every figure is one that was measured. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = [...values].sort((a, b) => a - b);
  const at = (percent: number): number => rounded(sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0);
  return { p50: at(50), p95: at(95), max: at(100) };
}
