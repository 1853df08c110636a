import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../model/context.tsx';
import { useNow } from '../../ui/clock.tsx';
import { formatDuration } from '../../ui/time.ts';
import styles from './Levels.module.css';

const BARS = [0, 1, 2, 3, 4] as const;
const QUIETEST_DB = -54;
const LOUDEST_DB = -18;
/** Below this the far side sends nothing one could hear. */
const SILENCE = 0.001;
const SILENT_AFTER_MS = 5000;

/** 0–5 bars for a root mean square, even in decibels. */
export function barsOf(level: number): number {
  if (level <= 0) return 0;
  const share = (20 * Math.log10(level) - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB);
  return Math.max(0, Math.min(BARS.length, Math.ceil(share * BARS.length)));
}

function Meter({ name, level, off }: { readonly name: string; readonly level: number; readonly off?: boolean }) {
  const lit = barsOf(level);
  return (
    <span className={styles['meter']}>
      {name}
      <span className={styles['bars']} data-off={off === true} aria-hidden>{BARS.map((bar) => <i key={bar} data-lit={bar < lit && off !== true} />)}</span>
    </span>
  );
}

/** What is measured of a call: sound from there and from here; a far side without sound is named after five seconds. */
export function Levels({ callId, muted }: { readonly callId: string; readonly muted: boolean }) {
  const { t } = useTranslation('calls');
  const levels = useDesk((state) => state.levels[callId]);
  const now = useNow();
  const heardAt = useRef(now);
  const remote = levels?.remote ?? 0;
  useEffect(() => {
    if (levels === undefined || remote > SILENCE) heardAt.current = now;
  });
  const silentMs = levels === undefined || remote > SILENCE ? 0 : now - heardAt.current;
  return (
    <div className={styles['levels']} aria-label={t('levels.label')} role="group">
      {silentMs >= SILENT_AFTER_MS
        ? <span className={styles['silent']}>{t('levels.silent')} {formatDuration(silentMs, 'short')}</span>
        : <Meter name={t('levels.remote')} level={remote} />}
      <Meter name={muted ? t('levels.muted') : t('levels.local')} level={levels?.local ?? 0} off={muted} />
    </div>
  );
}
