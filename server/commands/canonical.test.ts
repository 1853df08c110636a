import { expect, test } from 'vitest';
import { faultCommand } from '../../test/support/hub.ts';
import { canonicalJson, contentHash } from './canonical.ts';

test('S-11 the order of keys does not matter, the order of lists and every value does', () => {
  expect(canonicalJson({ b: [1, 2], a: { d: null, c: '字' } })).toBe('{"a":{"c":"字","d":null},"b":[1,2]}');
  expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

test('S-11 S-12 the hash covers everything but the id', () => {
  const command = faultCommand('8001', 1_000);
  const other = { ...command, id: '00000000-0000-4000-8000-000000000000' };
  expect(contentHash(other).equals(contentHash(command))).toBe(true);
  for (const change of [{ author: '8002' }, { at: 1_001 }, { skewMs: 1 }, { entityId: other.id }]) {
    expect(contentHash({ ...command, ...change }).equals(contentHash(command))).toBe(false);
  }
});
