import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, summary } from './suite.ts';

describe('counting', () => {
  it('counts vitest: tests, skipped ones, files that broke outside their tests', () => {
    const test = (fullName: string, status: string): object => ({ fullName, status });
    expect(
      countVitest('unit', {
        testResults: [
          { name: 'a', status: 'failed', assertionResults: [test('one', 'passed'), test('two', 'failed'), test('three', 'skipped')] },
          { name: 'b', status: 'failed', assertionResults: [] },
        ],
      }),
    ).toEqual({ name: 'unit', passed: 1, failed: 2, skipped: [{ title: 'three', reason: 'skipped' }] });
  });

  it('counts Playwright: nested suites, flaky as failed, the reason of a skip', () => {
    const spec = (title: string, status: string, annotations: object[] = []): object => ({ title, tests: [{ status, annotations }] });
    expect(
      countPlaywright('e2e', {
        errors: [],
        suites: [
          { specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'flaky'), spec('c', 'unexpected'), spec('d', 'skipped', [{ type: 'skip', description: 'no key ring' }])] }] },
        ],
      }),
    ).toEqual({ name: 'e2e', passed: 1, failed: 2, skipped: [{ title: 'd', reason: 'no key ring' }] });
  });

  it('ends with the plain line, adds up, and fails a suite that ran nothing or could not run', () => {
    const { text, failed } = summary([
      { name: 'a', passed: 3, failed: 1, skipped: [] },
      { name: 'b', passed: 0, failed: 0, skipped: [] },
      { name: 'c', passed: 0, failed: 0, skipped: [], problem: 'did not start' },
    ]);
    expect(text.trimEnd().split('\n').at(-1)).toBe('3 passed, 3 failed');
    expect(failed).toBe(3);
  });
});
