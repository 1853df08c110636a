import type { ReadableDb, WritableDb } from '../db.ts';

type Counter = 'provisional' | 'submitted';

/**
 * Counts up for an agent and a local day (`2026-11-20`); survives a kill, so a number is never given twice here.
 * The answer is also above `taken`, what other desks are known to have given.
 */
export function nextCount(db: WritableDb, agentNo: string, day: string, counter: Counter, taken = 0): number {
  return db.write(() => {
    db.run(
      `INSERT INTO counters (agent_no, day, ${counter}) VALUES (?, ?, ?) ON CONFLICT (agent_no, day) DO UPDATE SET ${counter} = max(${counter} + 1, excluded.${counter})`,
      agentNo, day, taken + 1,
    );
    return readCount(db, agentNo, day, counter);
  });
}

export function readCount(db: ReadableDb, agentNo: string, day: string, counter: Counter): number {
  return db.get<{ n: number }>(`SELECT ${counter} AS n FROM counters WHERE agent_no = ? AND day = ?`, agentNo, day)?.n ?? 0;
}
