import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSteps } from '../checks/all.ts';
import { runSteps } from '../checks/step.ts';
import { projectRoot } from '../runtime/pins.ts';
import { foreground } from '../stack/foreground.ts';
import { type SuiteResult, countPlaywright, countVitest } from './suite.ts';

const bin = (name: string): string => join(projectRoot, 'node_modules', '.bin', name);

/** `npm run check` as a suite: each check counts as one test. */
export async function runChecks(): Promise<SuiteResult> {
  const results = await runSteps(checkSteps, ({ name, problem, ms }) => {
    process.stdout.write(problem === '' ? `ok    ${name} (${ms} ms)\n` : `FAIL  ${name} (${ms} ms)\n${problem}\n`);
  });
  const failed = results.filter((result) => result.problem !== '').length;
  return { name: 'check', passed: results.length - failed, failed, skipped: [] };
}

async function counted(
  name: string,
  run: (reportFile: string) => Promise<number>,
  count: (name: string, report: unknown) => SuiteResult,
): Promise<SuiteResult> {
  const dir = mkdtempSync(join(tmpdir(), 'wanhao-report-'));
  try {
    const reportFile = join(dir, 'report.json');
    const code = await run(reportFile);
    const result = count(name, JSON.parse(readFileSync(reportFile, 'utf8')));
    return code !== 0 && result.failed === 0 ? { ...result, problem: `ended with code ${code}` } : result;
  } catch (error) {
    return { name, passed: 0, failed: 0, skipped: [], problem: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** One or more vitest projects as one suite. */
export function runVitest(
  name: string,
  projects: readonly string[],
  filters: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<SuiteResult> {
  const chosen = projects.flatMap((project) => ['--project', project]);
  return counted(
    name,
    (file) =>
      foreground(bin('vitest'), ['run', '--passWithNoTests', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters], env),
    countVitest,
  );
}

/** One Playwright project as a suite. */
export function runPlaywright(project: string, filters: readonly string[], env: Readonly<Record<string, string>>): Promise<SuiteResult> {
  return counted(
    project,
    (file) =>
      foreground(bin('playwright'), ['test', '--project', project, '--reporter=list,json', ...filters], { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    countPlaywright,
  );
}
