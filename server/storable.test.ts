import { expect, test } from 'vitest';
import { isStorable } from './storable.ts';

test('S-103 NUL and half surrogates are found anywhere, whole emoji and Chinese are fine', () => {
  expect(isStorable({ a: ['好', '💥', { b: 1, c: null, d: true }] })).toBe(true);
  expect(isStorable({ a: ['x\u0000'] })).toBe(false);
  expect(isStorable({ a: { b: 'x\ud83d' } })).toBe(false);
  expect(isStorable({ ['k\u0000']: 1 })).toBe(false);
});
