import { agentProfileSchema, type AgentProfile } from '#shared/domain/agent.ts';
import type { Sql } from '../db/database.ts';
import { cityOf, orgPathNames } from '../org/orgs.ts';

/** An account as the hub keeps it. */
export interface AgentAccount {
  readonly profile: AgentProfile;
  readonly passwordHash: string;
  readonly sipPassword: string;
  readonly enabled: boolean;
}

export async function findAgent(sql: Sql, no: string): Promise<AgentAccount | null> {
  const { rows } = await sql.query<{ name: string; role: string; org_id: string; password_hash: string; sip_password: string; enabled: boolean }>(
    'select name, role, org_id, password_hash, sip_password, enabled from agents where no = $1',
    [no],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const city = await cityOf(sql, row.org_id);
  const orgPath = await orgPathNames(sql, row.org_id);
  return {
    profile: agentProfileSchema.parse({ no, name: row.name, role: row.role, orgId: row.org_id, orgPath, areaCode: city?.areaCode ?? '' }),
    passwordHash: row.password_hash,
    sipPassword: row.sip_password,
    enabled: row.enabled,
  };
}

export async function demoAccountsExist(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ present: boolean }>('select exists (select 1 from agents where demo) as present');
  return rows[0]?.present === true;
}

/** S-20: has this agent ever signed in at this desk? */
export async function hasSignedInAt(sql: Sql, agentNo: string, deskId: string): Promise<boolean> {
  const { rowCount } = await sql.query('select 1 from desk_sign_ins where desk_id = $1 and agent_no = $2', [deskId, agentNo]);
  return (rowCount ?? 0) > 0;
}
