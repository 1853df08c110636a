import { describe, expect, it } from 'vitest';
import { REDACTED, redact, redactText } from './redact.ts';

describe('redactText', () => {
  it('leaves a short suffix of a number and whole ids', () => {
    expect(redactText('call from +86 138-0013-8000 ended')).toBe('call from […00] ended');
    expect(redactText('ticket 0198c5f2-1234-7abc-8def-0123456789ab saved')).toBe('ticket 0198c5f2-1234-7abc-8def-0123456789ab saved');
    expect(redactText('status 403 after 1500 ms')).toBe('status 403 after 1500 ms');
  });

  it('removes tokens and keys', () => {
    expect(redactText('Bearer eyJhbGciOiJFUzI1NiJ9eyJzdWIi.eyJzdWIiOiI4MDAxIn0.c2lnbmF0dXJl')).toBe(`Bearer ${REDACTED}`);
    expect(redactText(`key ${'0a'.repeat(32)}`)).toBe(`key ${REDACTED}`);
  });
});

describe('redact', () => {
  it('drops values under telling names at any depth and bounds the depth', () => {
    expect(redact({ agent: { displayName: '张三', id: 7 }, password: 'x', contactNumber: 13800138000, retryAt: 1795000000000, tries: 3 })).toEqual({
      agent: { displayName: REDACTED, id: 7 }, password: REDACTED, contactNumber: REDACTED, retryAt: 1795000000000, tries: 3,
    });
    expect(redact({ value: 13800138000 })).toEqual({ value: REDACTED });
    expect(redact({ a: { b: { c: { d: { e: 1 } } } } })).toEqual({ a: { b: { c: { d: REDACTED } } } });
  });

  it('takes the message of an error', () => {
    expect(redact(new TypeError('bad 13800138000'))).toBe('TypeError: bad […00]');
  });
});
