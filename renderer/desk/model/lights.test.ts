// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { health, healthOffline, phone } from '../../../test/support/desk-preview/data.ts';
import { hubLight, mediaLight, phoneLight } from './lights.ts';

const rooms = { data: 'open', phone: 'open' } as const;
const line = (over: Partial<typeof phone.registration>) => phoneLight({ rooms, registration: { ...phone.registration, ...over } });

describe('lights', () => {
  it('shows the phone green only when the line is ready', () => {
    expect(line({}).level).toBe('ok');
    expect(line({ state: 'suspect' })).toMatchObject({ level: 'degraded', word: 'suspect' });
    expect(line({ state: 'reconnecting', code: 'SIP_TRANSPORT_DOWN', retryAt: 5 })).toMatchObject({ level: 'down', word: 'reconnecting', retryAt: 5 });
    expect(line({ state: 'refused', code: 'SIP_REGISTER_REFUSED', status: 403 })).toMatchObject({ level: 'down', problem: { params: { status: 403 } } });
    expect(line({ state: 'offline', code: 'SIP_CREDENTIALS_EXPIRED' })).toMatchObject({ level: 'degraded', word: 'lapsed' });
  });

  it('says so while a room restarts, whatever was last known', () => {
    expect(phoneLight({ rooms: { ...rooms, phone: 'restarting' }, registration: phone.registration }).level).toBe('degraded');
    expect(hubLight({ rooms: { ...rooms, data: 'restarting' }, health }).level).toBe('degraded');
  });

  it('tells a hub that is away, and a store that fails even with the hub there', () => {
    expect(hubLight({ rooms, health: healthOffline })).toMatchObject({ level: 'down', word: 'down', problem: { code: 'HUB_UNREACHABLE' } });
    expect(hubLight({ rooms, health: { ...health, store: { ...health.store, problem: { code: 'STORE_DISK_FULL' } } } })).toMatchObject({ level: 'down', word: 'full' });
  });

  it('knows nothing of a microphone nobody has looked for', () => {
    expect(mediaLight({ rooms, media: { microphone: 'unknown', code: null } }).level).toBe('idle');
    expect(mediaLight({ rooms, media: { microphone: 'missing', code: 'MEDIA_MIC_MISSING' } })).toMatchObject({ level: 'down', word: 'missing' });
  });
});
