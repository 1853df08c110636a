import { assertNever } from '#shared/lib/assert-never.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { DeskState } from './store.ts';

/** Second words of the lights: keys of `topbar:lights`. */
export type LightWord =
  | 'down' | 'slow' | 'connecting' | 'reconnecting' | 'suspect' | 'refused' | 'lapsed' | 'missing' | 'denied' | 'failed' | 'full';

export interface LightView {
  readonly level: 'ok' | 'degraded' | 'down' | 'idle';
  readonly word: LightWord | null;
  readonly since: number | null;
  readonly retryAt: number | null;
  /** What the light rests on last. */
  readonly confirmedAt: number | null;
  readonly rttMs: number | null;
  readonly problem: Problem | null;
}

const dark: LightView = { level: 'idle', word: null, since: null, retryAt: null, confirmedAt: null, rttMs: null, problem: null };

/** Green only after a confirmed round trip; everything else says which way it is not. */
export function phoneLight({ rooms, registration: line }: Pick<DeskState, 'rooms' | 'registration'>): LightView {
  if (rooms.phone === 'restarting') return { ...dark, level: 'degraded', word: 'reconnecting' };
  if (line === null) return dark;
  const base: LightView = {
    ...dark, since: line.since, retryAt: line.retryAt, confirmedAt: line.confirmedAt,
    problem: line.code === null ? null : { code: line.code, ...(line.status === null ? {} : { params: { status: line.status } }) },
  };
  switch (line.state) {
    case 'ready': return { ...base, level: 'ok', retryAt: null };
    case 'suspect': return { ...base, level: 'degraded', word: 'suspect' };
    case 'connecting':
    case 'registering': return { ...base, level: 'degraded', word: 'connecting' };
    case 'reconnecting': return { ...base, level: 'down', word: 'reconnecting' };
    case 'refused': return { ...base, level: 'down', word: 'refused' };
    case 'offline': return line.code === 'SIP_TRANSPORT_DOWN' ? { ...base, level: 'down', word: 'down' } : { ...base, level: 'degraded', word: 'lapsed' };
    default: return assertNever(line.state);
  }
}

export function hubLight({ rooms, health }: Pick<DeskState, 'rooms' | 'health'>): LightView {
  if (rooms.data === 'restarting') return { ...dark, level: 'degraded', word: 'reconnecting' };
  if (health === null) return dark;
  const { hub, store } = health;
  if (store.problem !== null) return { ...dark, level: 'down', word: 'full', problem: store.problem };
  switch (hub.kind) {
    case 'connecting': return { ...dark, level: 'degraded', word: 'connecting', since: hub.since };
    case 'online': return { ...dark, level: 'ok', since: hub.since, rttMs: hub.rttMs };
    case 'slow': return { ...dark, level: 'degraded', word: 'slow', since: hub.since, rttMs: hub.rttMs };
    case 'offline': return { ...dark, level: 'down', word: 'down', since: hub.since, retryAt: hub.nextRetryAt, problem: hub.problem };
    default: return assertNever(hub);
  }
}

export function mediaLight({ rooms, media }: Pick<DeskState, 'rooms' | 'media'>): LightView {
  if (media === null || rooms.phone === 'restarting') return dark;
  const base: LightView = { ...dark, problem: media.code === null ? null : { code: media.code } };
  switch (media.microphone) {
    case 'unknown': return base;
    case 'denied': return { ...base, level: 'down', word: 'denied' };
    case 'missing': return { ...base, level: 'down', word: 'missing' };
    case 'ok': return media.code === 'MEDIA_FAILED' ? { ...base, level: 'degraded', word: 'failed' } : { ...base, level: 'ok' };
    default: return assertNever(media.microphone);
  }
}
