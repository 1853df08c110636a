/** How far a clock has run: share of its whole span, in the steps that change the chip's colour. */
export type SlaLevel = 'calm' | 'warn' | 'late' | 'breached';

export interface ClockSpan {
  readonly startedAt: number;
  readonly dueAt: number;
  /** Set when the clock was met or paused. */
  readonly stoppedAt: number | null;
}

/** Warnings at 50, 80 and 100 % of the span. */
export function slaLevel(clock: ClockSpan, now: number): SlaLevel {
  const at = clock.stoppedAt ?? now;
  if (at >= clock.dueAt) return 'breached';
  const used = (at - clock.startedAt) / (clock.dueAt - clock.startedAt);
  if (used >= 0.8) return 'late';
  return used >= 0.5 ? 'warn' : 'calm';
}

/** The running clock with the next deadline; null when none runs. */
export function nextClock<T extends ClockSpan>(clocks: readonly T[]): T | null {
  return clocks.filter((clock) => clock.stoppedAt === null).reduce<T | null>((best, clock) => (best === null || clock.dueAt < best.dueAt ? clock : best), null);
}
