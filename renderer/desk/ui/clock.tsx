import { createContext, useCallback, useContext, useSyncExternalStore, type ReactNode } from 'react';
import type { Clock, Timers } from '#shared/lib/clock.ts';

/** One ticking source for the whole window: everything that counts changes in the same frame. */
export interface Ticker {
  /** The present second in ms, constant between two ticks. */
  second(): number;
  subscribe(run: () => void): () => void;
}

/** Ticks on the full second, and only while somebody looks. */
export function createTicker(clock: Clock, timers: Timers): Ticker {
  const listeners = new Set<() => void>();
  const floor = (): number => Math.floor(clock() / 1000) * 1000;
  let second = floor();
  let handle: unknown = null;
  const arm = (): void => {
    handle = timers.set(() => {
      second = floor();
      for (const run of listeners) run();
      if (listeners.size > 0) arm();
    }, 1000 - (clock() % 1000) + 2);
  };
  return {
    second() {
      if (listeners.size === 0) second = floor();
      return second;
    },
    subscribe(run) {
      listeners.add(run);
      if (listeners.size === 1) {
        second = floor();
        arm();
      }
      return () => {
        listeners.delete(run);
        if (listeners.size === 0) timers.clear(handle);
      };
    },
  };
}

const TickerContext = createContext<Ticker | null>(null);

export function ClockProvider({ ticker, children }: { readonly ticker: Ticker; readonly children: ReactNode }) {
  return <TickerContext value={ticker}>{children}</TickerContext>;
}

function useTicker(): Ticker {
  const ticker = useContext(TickerContext);
  if (ticker === null) throw new Error('ClockProvider is missing');
  return ticker;
}

/** The present second in ms; the caller renders once a second. Keep it in the smallest component that counts. */
export function useNow(): number {
  const ticker = useTicker();
  return useSyncExternalStore(ticker.subscribe, () => ticker.second());
}

/** A value computed from the present second; renders only when the value changes. `pick` must return a primitive. */
export function useFromNow<T extends string | number | boolean | null>(pick: (now: number) => T): T {
  const ticker = useTicker();
  const snapshot = useCallback(() => pick(ticker.second()), [pick, ticker]);
  return useSyncExternalStore(ticker.subscribe, snapshot);
}

/** Reads the present second inside a handler, without rendering as it passes. */
export function useReadNow(): () => number {
  return useTicker().second;
}
