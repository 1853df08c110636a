import { describe, expect, it } from 'vitest';
import { mayUse } from './permissions.ts';

describe('mayUse', () => {
  it('gives the phone its microphone and speaker', () => {
    expect(mayUse({ host: 'phone', permission: 'media', requester: 'app://phone/', mediaTypes: ['audio'] })).toBe(true);
    expect(mayUse({ host: 'phone', permission: 'media', requester: 'app://phone/phone/index.html' })).toBe(true);
    expect(mayUse({ host: 'phone', permission: 'speaker-selection', requester: 'app://phone/' })).toBe(true);
  });

  it.each([
    ['the camera', { host: 'phone', permission: 'media', requester: 'app://phone/', mediaTypes: ['audio', 'video'] }],
    ['the desk', { host: 'desk', permission: 'media', requester: 'app://desk/', mediaTypes: ['audio'] }],
    ['a foreign frame in the phone', { host: 'phone', permission: 'media', requester: 'https://example.com/', mediaTypes: ['audio'] }],
    ['an empty requester', { host: 'phone', permission: 'media', requester: '', mediaTypes: ['audio'] }],
    ['notifications', { host: 'desk', permission: 'notifications', requester: 'app://desk/' }],
    ['the clipboard', { host: 'desk', permission: 'clipboard-read', requester: 'app://desk/' }],
    ['devices', { host: 'phone', permission: 'hid', requester: 'app://phone/' }],
  ] as const)('denies %s', (_what, question) => {
    expect(mayUse(question)).toBe(false);
  });
});
