import { expect, it } from 'vitest';
import { fujianPolicy } from './policy-fujian.ts';
import { provisionalNumber } from './provisional-number.ts';

it.each([
  ['8001', Date.UTC(2026, 10, 20, 1, 41), 2, '8001-1120-02'],
  ['8001', Date.UTC(2026, 10, 20, 15, 59, 59), 9, '8001-1120-09'],
  // 16:00 UTC is midnight in Fuzhou: the next day.
  ['8001', Date.UTC(2026, 11, 31, 16), 123, '8001-0101-123'],
])('agent %s at %i, number %i → %s', (agentNo, at, counter, expected) => {
  expect(provisionalNumber(agentNo, at, counter, fujianPolicy)).toBe(expected);
});
