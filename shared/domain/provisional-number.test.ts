import { expect, it } from 'vitest';
import { fujianPolicy } from './policy-fujian.ts';
import { highestProvisionalCount, provisionalNumber } from './provisional-number.ts';

it.each([
  ['8001', Date.UTC(2026, 10, 20, 1, 41), 2, '8001-1120-02'],
  ['8001', Date.UTC(2026, 10, 20, 15, 59, 59), 9, '8001-1120-09'],
  // 16:00 UTC is midnight in Fuzhou: the next day.
  ['8001', Date.UTC(2026, 11, 31, 16), 123, '8001-0101-123'],
])('agent %s at %i, number %i → %s', (agentNo, at, counter, expected) => {
  expect(provisionalNumber(agentNo, at, counter, fujianPolicy)).toBe(expected);
});

it('finds the highest count of the agent’s day among numbers of any desk, and survives nonsense', () => {
  const at = Date.UTC(2026, 10, 20, 1, 41);
  expect(highestProvisionalCount([], '8001', at, fujianPolicy)).toBe(0);
  expect(highestProvisionalCount(['8001-1120-02', '8001-1120-11', '8001-1119-40', '8002-1120-50', '8001-1120-x', '8001-1120-'], '8001', at, fujianPolicy)).toBe(11);
});
