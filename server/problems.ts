import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { errorCatalogue, isErrorCode } from '#shared/contract/errors.ts';
import { fail, type Problem } from '#shared/lib/result.ts';
import { databaseProblem } from './db/database.ts';

/** HTTP status of a problem, from the one catalogue. */
export function statusOf(problem: Problem): number {
  return isErrorCode(problem.code) ? errorCatalogue[problem.code].status : 500;
}

/** What was thrown, as a peer may see it: the database is away or busy, or a bug with a reference into the log. */
export function problemOfThrown(error: unknown, log: Logger, where: string): { readonly ok: false; readonly problem: Problem } {
  const database = databaseProblem(error);
  if (database !== null) {
    log.warn({ where, code: database, reason: describe(error) }, 'database failure');
    return fail(database);
  }
  const ref = randomBytes(4).toString('hex');
  log.error({ where, ref, reason: describe(error), stack: error instanceof Error ? error.stack : undefined }, 'bug');
  return fail('INTERNAL', { ref });
}

/** A PostgreSQL error's `detail` quotes rows, so only code, message and constraint are logged. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'thrown value';
  const code = 'code' in error && typeof error.code === 'string' ? ` [${error.code}]` : '';
  return `${error.name}${code}: ${error.message}`;
}

/** Paths and rules of a failed parse; values stay out of the log. */
export function describeIssues(issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string }[]): string {
  return issues.slice(0, 5).map((issue) => `${issue.path.map(String).join('.')}:${issue.code ?? 'invalid'}`).join(' ');
}
