import { expect, test } from 'vitest';
import { bucket, bucketsByKey } from './rate-limit.ts';

test('a burst, then as many as flow in; the answer says how long to wait', () => {
  let now = 0;
  const taps = bucket(() => now, 3, 2);
  expect([taps.take(), taps.take(), taps.take()]).toEqual([true, true, true]);
  expect(taps.take()).toBe(1);
  now += 500;
  expect(taps.take()).toBe(true);
  expect(taps.take()).toBe(1);
});

test('a clock set back gives nothing and breaks nothing', () => {
  let now = 10_000;
  const taps = bucket(() => now, 1, 1);
  taps.take();
  now = 0;
  expect(taps.take()).toBe(1);
  now = 1_000;
  expect(taps.take()).toBe(true);
});

test('keys do not share', () => {
  const take = bucketsByKey(() => 0, 1, 1);
  expect([take('a'), take('a'), take('b')]).toEqual([true, 1, true]);
});
