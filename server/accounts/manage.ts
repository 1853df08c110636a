import type { Role } from '#shared/domain/agent.ts';
import type { Database, Sql } from '../db/database.ts';
import { writeAccess, type AccessKind } from '../meta/access-log.ts';
import { cityOf } from '../org/orgs.ts';
import { findOrg } from '../org/manage-orgs.ts';
import { optionRefused } from '../startup-error.ts';
import { clearAttempts } from './attempts.ts';
import { hashPassword } from './password.ts';
import { endSessionsOf } from './sessions.ts';

/** When a change is made and by whom: the operator's name on the machine the tool runs on. */
export interface Change {
  readonly at: number;
  readonly by: string;
}

export interface NewAccount {
  readonly no: string;
  readonly name: string;
  readonly role: Role;
  /** Id or path. */
  readonly org: string;
  readonly password: string;
  readonly sipPassword: string;
}

export interface ListedAccount {
  readonly no: string;
  readonly name: string;
  readonly role: Role;
  readonly orgId: string;
  readonly enabled: boolean;
  readonly demo: boolean;
  /** Minutes left of a lock after wrong passwords; 0 = none. */
  readonly lockedMinutes: number;
}

/** Who takes calls and tickets has a city; others may sit anywhere in the tree. */
const needsCity: Readonly<Record<Role, boolean>> = { agent: true, lead: true, backOffice: true, accountManager: true, quality: false, admin: false };

export async function addAccount(db: Database, account: NewAccount, change: Change): Promise<void> {
  const hash = await hashPassword(account.password);
  await db.transaction(async (sql) => {
    const org = await findOrg(sql, account.org, '--org');
    if (needsCity[account.role] && (await cityOf(sql, org.id)) === null) {
      throw optionRefused('--org', '此角色须属于某个市或其班组', 'this role belongs to a city or one of its teams');
    }
    const { rowCount } = await sql.query(
      'insert into agents (no, name, role, org_id, password_hash, sip_password) values ($1, $2, $3, $4, $5, $6) on conflict (no) do nothing',
      [account.no, account.name, account.role, org.id, hash, account.sipPassword],
    );
    if (rowCount === 0) throw optionRefused('--no', '工号已存在', 'this agent number exists already');
    // Wrong tries at a number that did not exist yet are nobody's.
    await clearAttempts(sql, account.no);
    await note(sql, change, 'accountAdded', account.no, { role: account.role, org: org.id });
  });
}

export async function listAccounts(sql: Sql, now: number): Promise<readonly ListedAccount[]> {
  const { rows } = await sql.query<{ no: string; name: string; role: Role; org_id: string; enabled: boolean; demo: boolean; locked_until: Date | null }>(
    `select no, name, role, org_id, enabled, demo, locked_until from agents left join sign_in_attempts on agent_no = no order by no collate "C"`,
  );
  return rows.map((row) => ({
    no: row.no, name: row.name, role: row.role, orgId: row.org_id, enabled: row.enabled, demo: row.demo,
    lockedMinutes: Math.max(0, Math.ceil(((row.locked_until?.getTime() ?? 0) - now) / 60_000)),
  }));
}

export async function unlockAccount(db: Database, no: string, change: Change): Promise<void> {
  await db.transaction(async (sql) => {
    await lockAccount(sql, no);
    await clearAttempts(sql, no);
    await note(sql, change, 'accountUnlocked', no, {});
  });
}

/** Gives how many sessions a disabling ended (S-107). */
export async function setEnabled(db: Database, no: string, enabled: boolean, change: Change): Promise<number> {
  return db.transaction(async (sql) => {
    await lockAccount(sql, no);
    await sql.query('update agents set enabled = $2 where no = $1', [no, enabled]);
    const ended = enabled ? 0 : await endSessionsOf(sql, no, change.at, 'disabled');
    await note(sql, change, enabled ? 'accountEnabled' : 'accountDisabled', no, { sessions: ended });
    return ended;
  });
}

/** Sets a new password, lifts a lock and gives how many sessions ended (S-107). */
export async function resetPassword(db: Database, no: string, password: string, change: Change): Promise<number> {
  const hash = await hashPassword(password);
  return db.transaction(async (sql) => {
    const { demo } = await lockAccount(sql, no);
    if (demo) throw optionRefused('--no', '演示账号的口令在状态目录的 demo-accounts.json 中', 'a demo account; its password is in demo-accounts.json of the state folder');
    await sql.query('update agents set password_hash = $2 where no = $1', [no, hash]);
    await clearAttempts(sql, no);
    const ended = await endSessionsOf(sql, no, change.at, 'passwordReset');
    await note(sql, change, 'passwordReset', no, { sessions: ended });
    return ended;
  });
}

/** Waits for sign-ins of this account that are just being written, so that their sessions are seen and ended too. */
async function lockAccount(sql: Sql, no: string): Promise<{ readonly demo: boolean }> {
  const { rows } = await sql.query<{ demo: boolean }>('select demo from agents where no = $1 for no key update', [no]);
  if (rows[0] === undefined) throw optionRefused('--no', '没有这个工号', 'no such agent number');
  return rows[0];
}

function note(sql: Sql, change: Change, kind: AccessKind, agentNo: string, detail: Readonly<Record<string, string | number>>): Promise<void> {
  return writeAccess(sql, change.at, { kind, agentNo, deskId: null, detail: { ...detail, by: change.by } });
}
