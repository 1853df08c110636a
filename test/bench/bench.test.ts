import { describe, expect, it } from 'vitest';
import { now, offsetOf } from './clock.ts';
import { spreadOf } from './figures.ts';
import { readOptions } from './options.ts';

describe('options of the benchmark', () => {
  it('have the values of the issue when none are given', () => {
    expect(readOptions([])).toEqual({ ok: true, value: { customers: 100_000, calls: 100 } });
    expect(readOptions(['--help'])).toEqual({ ok: true, value: 'help' });
    expect(readOptions(['--customers', '2000', '--calls', '5', '--json', '/tmp/x.json'])).toEqual({ ok: true, value: { customers: 2000, calls: 5, json: '/tmp/x.json' } });
  });

  it.each([
    ['--customers', ['--customers', 'many']],
    ['--customers', ['--customers', '10']],
    ['--calls', ['--calls', '0']],
    ['--calls', ['--calls', '1000']],
    ['--calls', ['--calls', '1.5']],
    ['--json', ['--json', '']],
    ['--nope', ['--nope']],
  ])('that are wrong are refused by name: %s', (option, argv) => {
    expect(readOptions(argv)).toMatchObject({ ok: false, problem: { code: 'OPTION_INVALID', params: { option } } });
  });
});

describe('figures', () => {
  it('are values that were measured', () => {
    expect(spreadOf(Array.from({ length: 100 }, (_, index) => 100 - index))).toEqual({ p50: 50, p95: 95, max: 100 });
    expect(spreadOf([7.123])).toEqual({ p50: 7.12, p95: 7.12, max: 7.12 });
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });

  it('a clock is compared by its shortest round trip, and the error says how far that can be off', async () => {
    const offset = await offsetOf(() => Promise.resolve(now() + 1234));
    expect(Math.abs(offset.ms - 1234)).toBeLessThanOrEqual(offset.error + 0.001);
    expect(offset.error).toBeLessThan(5);
  });
});
