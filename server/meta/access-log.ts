import type { Sql } from '../db/database.ts';

/** What is written down about who read what and who changed accounts (S-106); the table refuses changes and deletions. */
export type AccessKind =
  | 'signIn' | 'signInFailed' | 'signInLocked' | 'signOut' | 'refreshReused'
  | 'snapshotOpen' | 'snapshotPage' | 'profile' | 'commandForOther'
  | 'accountAdded' | 'accountUnlocked' | 'accountDisabled' | 'accountEnabled' | 'passwordReset' | 'orgAdded';

export interface AccessEntry {
  readonly kind: AccessKind;
  /** Who did it; of a change to an account, whose account. */
  readonly agentNo: string | null;
  readonly deskId: string | null;
  /** Ids, counts and the operator's system user only; never names, numbers or text of a customer. */
  readonly detail: Readonly<Record<string, string | number | null>>;
}

export async function writeAccess(sql: Sql, at: number, entry: AccessEntry): Promise<void> {
  await sql.query('insert into access_log (at, kind, agent_no, desk_id, detail) values ($1, $2, $3, $4, $5)', [
    new Date(at), entry.kind, entry.agentNo, entry.deskId, JSON.stringify(entry.detail),
  ]);
}
