/** Wall clock in milliseconds since the epoch; injected so that tests and hub time can replace it. */
export type Clock = () => number;

/** Timers as a dependency, so that a test decides when they fire. */
export interface Timers {
  set(run: () => void, delayMs: number): unknown;
  clear(handle: unknown): void;
}
