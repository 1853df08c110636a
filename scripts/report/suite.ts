import { z } from 'zod';

export interface SkippedTest {
  readonly title: string;
  readonly reason: string;
}

/** What one suite came to; `problem` when it could not be run or counted at all. */
export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
  readonly problem?: string;
}

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), meta: z.looseObject({}).optional() })),
    }),
  ),
});

/** Counts vitest's JSON report. A file that failed outside its tests counts as one failure. */
export function countVitest(name: string, report: unknown): SuiteResult {
  const { testResults } = vitestSchema.parse(report);
  const all = testResults.flatMap((file) => file.assertionResults);
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((item) => item.status === 'failed'));
  const skipped = all.filter((item) => item.status !== 'passed' && item.status !== 'failed');
  return {
    name,
    passed: all.filter((item) => item.status === 'passed').length,
    failed: all.filter((item) => item.status === 'failed').length + brokenFiles.length,
    skipped: skipped.map((item) => ({ title: item.fullName, reason: item.status })),
  };
}

const annotationSchema = z.object({ type: z.string(), description: z.string().optional() });
const specSchema = z.object({ title: z.string(), tests: z.array(z.object({ status: z.string(), annotations: z.array(annotationSchema) })) });
interface PlaywrightSuite {
  readonly specs: z.infer<typeof specSchema>[];
  readonly suites?: PlaywrightSuite[] | undefined;
}
const playwrightSuiteSchema: z.ZodType<PlaywrightSuite> = z.object({
  specs: z.array(specSchema),
  get suites() {
    return z.array(playwrightSuiteSchema).optional();
  },
});
const playwrightSchema = z.object({ suites: z.array(playwrightSuiteSchema), errors: z.array(z.object({ message: z.string().optional() })) });

function specsOf(suite: PlaywrightSuite): z.infer<typeof specSchema>[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

/** Counts Playwright's JSON report. An error outside the tests counts as one failure. */
export function countPlaywright(name: string, report: unknown): SuiteResult {
  const { suites, errors } = playwrightSchema.parse(report);
  const tests = suites.flatMap(specsOf).flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title })));
  const skipped = tests.filter((test) => test.status === 'skipped');
  return {
    name,
    passed: tests.filter((test) => test.status === 'expected').length,
    failed: tests.filter((test) => test.status === 'unexpected' || test.status === 'flaky').length + errors.length,
    skipped: skipped.map((test) => ({
      title: test.title,
      reason: test.annotations.find((item) => item.type === 'skip' || item.type === 'fixme')?.description ?? 'no reason given',
    })),
  };
}

/**
 * The report of a whole run, ending with the one line machines read. A suite without a single test
 * is a failure: nothing is left out in silence.
 */
export function summary(results: readonly SuiteResult[]): { readonly text: string; readonly failed: number } {
  const lines: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const suite of results) {
    const isEmpty = suite.problem === undefined && suite.passed + suite.failed + suite.skipped.length === 0;
    const problem = isEmpty ? 'no test was found' : suite.problem;
    passed += suite.passed;
    failed += suite.failed + (problem === undefined ? 0 : 1);
    lines.push(`${suite.name}: ${suite.passed} passed, ${suite.failed} failed, ${suite.skipped.length} skipped${problem === undefined ? '' : ` (${problem})`}`);
    for (const item of suite.skipped) lines.push(`  skipped: ${item.title} (${item.reason})`);
  }
  lines.push(`${passed} passed, ${failed} failed`);
  return { text: `${lines.join('\n')}\n`, failed };
}
