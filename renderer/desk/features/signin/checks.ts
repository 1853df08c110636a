import type { DeskState } from '../../model/store.ts';
import type { LightLevel } from '../../ui/HealthLight.tsx';
import { mediaLight, phoneLight } from '../../model/lights.ts';

/** What can be known before anyone has signed in. */
export interface CheckResult {
  readonly level: LightLevel;
  readonly word:
    | 'phoneReady' | 'phoneRegistered' | 'phoneStarting' | 'phoneLapsed'
    | 'hubConnecting' | 'hubOnline' | 'hubSlow' | 'hubOffline'
    | 'micOk' | 'micUnknown' | 'micDenied' | 'micMissing'
    | 'dataFresh' | 'dataStale' | 'dataFirst' | 'dataOpening' | null;
}

/** The phone has nobody to register for yet: it is well when its room answers. */
export function phoneCheck(state: DeskState): CheckResult {
  if (state.rooms.phone !== 'open') return { level: 'idle', word: 'phoneStarting' };
  const light = phoneLight(state);
  if (light.level === 'ok') return { level: 'ok', word: 'phoneRegistered' };
  if (state.registration?.code === 'SIP_CREDENTIALS_EXPIRED') return { level: 'degraded', word: 'phoneLapsed' };
  return light.problem === null ? { level: 'ok', word: 'phoneReady' } : { level: light.level, word: null };
}

export function hubCheck(state: DeskState): CheckResult {
  if (state.health === null || state.health.hub.kind === 'connecting') return { level: 'idle', word: 'hubConnecting' };
  if (state.health.hub.kind === 'offline') return { level: 'down', word: 'hubOffline' };
  return { level: state.health.hub.kind === 'online' ? 'ok' : 'degraded', word: state.health.hub.kind === 'slow' ? 'hubSlow' : 'hubOnline' };
}

export function microphoneCheck(state: DeskState): CheckResult {
  if (state.media === null || state.media.microphone === 'unknown') return { level: 'idle', word: 'micUnknown' };
  if (state.media.microphone === 'ok') return { level: 'ok', word: 'micOk' };
  return { level: mediaLight(state).level, word: state.media.microphone === 'denied' ? 'micDenied' : 'micMissing' };
}

export function dataCheck(state: DeskState): CheckResult {
  const { health } = state;
  if (health === null) return { level: 'idle', word: 'dataOpening' };
  if (health.store.problem !== null) return { level: 'down', word: null };
  if (health.sync.dataAsOf === null) return { level: health.hub.kind === 'offline' ? 'unavailable' : 'ok', word: 'dataFirst' };
  return { level: 'ok', word: health.hub.kind === 'offline' ? 'dataStale' : 'dataFresh' };
}
