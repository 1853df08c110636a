import type { WritableDb } from './db.ts';
import type { Reserve } from './reserve.ts';
import { classifyStoreFault, storeProblem } from './store-error.ts';

/**
 * The outbox with a second chance: a save that meets the full disk is repeated once in the room of the
 * reserve. Without a reserve it fails with STORE_DISK_FULL and nothing of it is stored.
 */
export function withReserve(db: WritableDb, reserve: Reserve, onFull: (saved: boolean) => void): WritableDb {
  let depth = 0;
  const write = <T>(work: () => T): T => {
    if (depth > 0) return db.write(work);
    depth++;
    try {
      return db.write(work);
    } catch (error) {
      if (classifyStoreFault(error) !== 'full') throw error;
      return secondTry(db, work, reserve, onFull, error);
    } finally {
      depth--;
    }
  };
  return { ...db, write };
}

function secondTry<T>(db: WritableDb, work: () => T, reserve: Reserve, onFull: (saved: boolean) => void, cause: unknown): T {
  if (!reserve.free()) {
    onFull(false);
    throw storeProblem('STORE_DISK_FULL', undefined, cause);
  }
  try {
    const result = db.write(work);
    onFull(true);
    return result;
  } catch (error) {
    if (classifyStoreFault(error) !== 'full') throw error;
    onFull(false);
    throw storeProblem('STORE_DISK_FULL', undefined, error);
  }
}
