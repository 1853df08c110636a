import { pathToFileURL } from 'node:url';
import { describeProblem, errorCatalogue, type ErrorCode } from '#shared/contract/errors.ts';
import type { Problem } from '#shared/lib/result.ts';

/** Why a process of the hub cannot start; the command line shows both languages and exits with 1. */
export class StartupError extends Error {
  readonly problem: Problem<ErrorCode>;

  constructor(problem: Problem<ErrorCode>, options?: { readonly cause?: unknown; readonly detail?: string }) {
    const detail = options?.detail === undefined ? '' : ` — ${options.detail}`;
    super(`${describeProblem(problem, 'en')}${detail}`, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'StartupError';
    this.problem = problem;
  }
}

/** An option that cannot be followed; why, in both languages. */
export function optionRefused(option: string, zh: string, en: string): StartupError {
  return new StartupError({ code: 'OPTION_INVALID', params: { option, why: zh, why_en: en } });
}

/** What a person reads on the terminal: Chinese, English, code, and the cause if there is one. */
export function describeStartupFailure(error: unknown): string {
  if (error instanceof StartupError) {
    const cause = error.cause instanceof Error ? `\n  ${error.cause.message}` : '';
    return `${describeProblem(error.problem, 'zh-CN')}\n${error.message} [${error.problem.code}]${cause}`;
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${errorCatalogue.INTERNAL.en.replace('{ref}', 'start')}\n${reason}`;
}

/** Runs `main` when its module is what was started, not when a test imports it; a failure is told and exits with 1. */
export function runAsProgram(moduleUrl: string, main: () => Promise<void>): void {
  if (moduleUrl !== pathToFileURL(process.argv[1] ?? '').href) return;
  main().catch((error: unknown) => {
    process.stderr.write(`${describeStartupFailure(error)}\n`);
    process.exitCode = 1;
  });
}
