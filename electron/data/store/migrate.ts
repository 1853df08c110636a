import type { WritableDb } from './db.ts';
import { storeProblem } from './store-error.ts';

/** One step of a schema. Numbers go in tens, so that a fix for an old release finds room between two. */
export interface Migration {
  readonly version: number;
  readonly up: (db: WritableDb) => void;
}

/**
 * Brings a database to the newest version of its list, one transaction per step.
 * A database of a newer program is refused with STORE_FROM_FUTURE and left as it is.
 */
export function migrate(db: WritableDb, migrations: readonly Migration[]): void {
  assertAscending(migrations);
  const newest = migrations.at(-1)?.version ?? 0;
  if (db.userVersion() > newest) throw storeProblem('STORE_FROM_FUTURE');
  for (const step of migrations) {
    if (step.version <= db.userVersion()) continue;
    db.write(() => {
      step.up(db);
      db.setUserVersion(step.version);
    });
  }
}

function assertAscending(migrations: readonly Migration[]): void {
  migrations.forEach((step, index) => {
    const before = migrations[index - 1]?.version ?? 0;
    if (step.version <= before || step.version % 10 !== 0) throw new RangeError(`Migration ${step.version} is out of order`);
  });
}
