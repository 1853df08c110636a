import { expect, it } from 'vitest';
import { RestartPolicy } from './restart-policy.ts';

it('waits longer each time and gives up at the third crash within a minute', () => {
  const policy = new RestartPolicy();
  expect(policy.crashed(0)).toEqual({ kind: 'restart', afterMs: 200 });
  expect(policy.crashed(10_000)).toEqual({ kind: 'restart', afterMs: 1_000 });
  expect(policy.crashed(59_999)).toEqual({ kind: 'giveUp' });
});

it('forgets crashes older than a minute, and all of them when asked', () => {
  const policy = new RestartPolicy();
  policy.crashed(0);
  policy.crashed(30_000);
  expect(policy.crashed(60_000)).toEqual({ kind: 'restart', afterMs: 1_000 });
  policy.forgive();
  expect(policy.crashed(60_001)).toEqual({ kind: 'restart', afterMs: 200 });
});
