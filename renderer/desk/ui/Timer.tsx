import { useCallback } from 'react';
import { useFromNow } from './clock.tsx';
import { formatDuration } from './time.ts';

interface Props {
  /** Counts up from here, or with `until` down to there; ms since the epoch. */
  readonly since?: number;
  readonly until?: number;
  /** `short`: `mm:ss` until one hour. */
  readonly form?: 'long' | 'short';
  readonly className?: string | undefined;
}

/** A running time: only its own text changes, its width does not. Silent to screen readers, which would read every second. */
export function Timer({ since, until, form = 'long', className }: Props) {
  const pick = useCallback(
    (now: number) => formatDuration(until === undefined ? now - (since ?? now) : until - now + 999, form),
    [since, until, form],
  );
  return <span className={className} role="timer" aria-live="off">{useFromNow(pick)}</span>;
}
