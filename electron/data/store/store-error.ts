import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Problem } from '#shared/lib/result.ts';

/** A failure of the store that has words in the catalogue; turned into a value at the doors. */
export class StoreError extends Error {
  readonly problem: Problem<ErrorCode>;

  constructor(problem: Problem<ErrorCode>, cause?: unknown) {
    super(problem.code, { cause });
    this.name = 'StoreError';
    this.problem = problem;
  }
}

export function storeProblem(code: ErrorCode, params?: Problem['params'], cause?: unknown): StoreError {
  return new StoreError(params === undefined ? { code } : { code, params }, cause);
}

/** What an SQLite or file-system error means for the store; null when it is a bug of ours. */
export function classifyStoreFault(error: unknown): 'full' | 'damaged' | 'notADatabase' | 'unwritable' | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE') return 'full';
  if (code.startsWith('SQLITE_CORRUPT')) return 'damaged';
  if (code === 'SQLITE_NOTADB') return 'notADatabase';
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return 'unwritable';
  return null;
}
