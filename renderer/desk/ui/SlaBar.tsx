import { useCallback } from 'react';
import { useFromNow } from './clock.tsx';
import { slaLevel, type ClockSpan } from './sla.ts';
import styles from './SlaBar.module.css';

/** Share of a clock that is used, 4 px; always beside the chip that says it in words. */
export function SlaBar({ clock }: { readonly clock: ClockSpan }) {
  const { startedAt, dueAt, stoppedAt } = clock;
  const percent = useFromNow(
    useCallback((now: number) => Math.round(Math.min(1, Math.max(0, ((stoppedAt ?? now) - startedAt) / Math.max(1, dueAt - startedAt))) * 200) / 2, [startedAt, dueAt, stoppedAt]),
  );
  const level = useFromNow(useCallback((now: number) => slaLevel({ startedAt, dueAt, stoppedAt }, now), [startedAt, dueAt, stoppedAt]));
  return <span className={styles['bar']} data-level={level} aria-hidden><span style={{ width: `${percent}%` }} /></span>;
}
