import { expect, it } from 'vitest';
import { consoleLine } from './console-line.ts';

it.each([
  ['a newer runtime', [{ level: 'warning', message: 'door data: bad\nstack' }], { level: 'warn', message: 'door data: bad' }],
  ['an older runtime', [{}, 3, 'broken'], { level: 'error', message: 'broken' }],
  ['information', [{ level: 'info', message: 'x' }], null],
  ['old information', [{}, 1, 'x'], null],
  ['nothing known', [undefined], null],
])('reads a line of %s', (_what, args, line) => {
  expect(consoleLine(args)).toEqual(line);
});
