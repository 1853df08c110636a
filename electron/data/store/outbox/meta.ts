import type { ReadableDb, WritableDb } from '../db.ts';

/** Small facts of this desk. Times in ms since the epoch, as decimal text. */
export type MetaKey = 'deskId' | 'hubUrl' | 'hubTimeHighest' | 'estimateHighest' | 'skewMs' | 'lastAgent' | 'liveSession';

export function readMeta(db: ReadableDb, key: MetaKey): string | null {
  return db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value ?? null;
}

export function readMetaNumber(db: ReadableDb, key: MetaKey): number | null {
  const value = Number(readMeta(db, key) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

export function writeMeta(db: WritableDb, key: MetaKey, value: string | null): void {
  db.write(() => {
    if (value === null) db.run('DELETE FROM meta WHERE key = ?', key);
    else db.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value);
  });
}
