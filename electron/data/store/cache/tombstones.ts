import type { EntityKind } from '#shared/contract/hub.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

/** Version an entity was deleted at; 0 when it was not. A late older row must not bring it back (S-32). */
export function deletedVersion(db: ReadableDb, entity: EntityKind, id: string): number {
  return db.get<{ version: number }>('SELECT version FROM tombstones WHERE entity = ? AND id = ?', entity, id)?.version ?? 0;
}

export function saveTombstone(db: WritableDb, entity: EntityKind, id: string, scope: string, version: number): void {
  db.write(() =>
    db.run(
      `INSERT INTO tombstones (entity, id, scope, version) VALUES (?, ?, ?, ?)
       ON CONFLICT (entity, id) DO UPDATE SET version = max(version, excluded.version), scope = excluded.scope`,
      entity, id, scope, version,
    ),
  );
}
