import { faultDraftSchema, type FaultDraft } from '#shared/domain/intake-form.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

/** A half-written fault form. `id` becomes the ticket's id (S-01). */
export interface StoredDraft {
  readonly id: string;
  readonly author: string;
  readonly callId: string | null;
  readonly customerId: string | null;
  readonly fault: FaultDraft;
  readonly openedAt: number;
  readonly savedAt: number;
  readonly provisionalNo: string | null;
  readonly discardedAt: number | null;
  /** Refused command this draft was opened from; it leaves the outbox when the draft is sent. */
  readonly replaces: string | null;
}

interface Row {
  id: string; author: string; call_id: string | null; customer_id: string | null; fault: string; opened_at: number; saved_at: number;
  provisional_no: string | null; discarded_at: number | null; replaces: string | null;
}

const COLUMNS = 'id, author, call_id, customer_id, fault, opened_at, saved_at, provisional_no, discarded_at, replaces';

export function findDraft(db: ReadableDb, author: string, id: string): StoredDraft | null {
  const row = db.get<Row>(`SELECT ${COLUMNS} FROM drafts WHERE id = ? AND author = ?`, id, author);
  return row === undefined ? null : fromRow(row);
}

export function findDraftOfCall(db: ReadableDb, author: string, callId: string): StoredDraft | null {
  const row = db.get<Row>(`SELECT ${COLUMNS} FROM drafts WHERE call_id = ? AND author = ? AND discarded_at IS NULL`, callId, author);
  return row === undefined ? null : fromRow(row);
}

/** Open drafts of one agent, oldest first; another agent's are never seen. */
export function listDrafts(db: ReadableDb, author: string): StoredDraft[] {
  return db.all<Row>(`SELECT ${COLUMNS} FROM drafts WHERE author = ? AND discarded_at IS NULL ORDER BY opened_at LIMIT 50`, author).map(fromRow);
}

export function saveDraft(db: WritableDb, draft: StoredDraft): void {
  db.write(() =>
    db.run(
      `INSERT INTO drafts (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, fault = excluded.fault, saved_at = excluded.saved_at,
         provisional_no = excluded.provisional_no, discarded_at = excluded.discarded_at, replaces = excluded.replaces`,
      draft.id, draft.author, draft.callId, draft.customerId, JSON.stringify(draft.fault), draft.openedAt, draft.savedAt,
      draft.provisionalNo, draft.discardedAt, draft.replaces,
    ),
  );
}

export function deleteDraft(db: WritableDb, id: string): void {
  db.write(() => db.run('DELETE FROM drafts WHERE id = ?', id));
}

/** Erases what was thrown away before `before`; until then it can be brought back. */
export function purgeDiscardedDrafts(db: WritableDb, before: number): void {
  db.write(() => db.run('DELETE FROM drafts WHERE discarded_at < ?', before));
}

function fromRow(row: Row): StoredDraft {
  return {
    id: row.id, author: row.author, callId: row.call_id, customerId: row.customer_id, fault: faultDraftSchema.parse(JSON.parse(row.fault)),
    openedAt: row.opened_at, savedAt: row.saved_at, provisionalNo: row.provisional_no, discardedAt: row.discarded_at, replaces: row.replaces,
  };
}
