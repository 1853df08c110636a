import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hashPassword } from '../accounts/password.ts';
import { newSecret } from '../accounts/secret.ts';
import type { Database } from '../db/database.ts';
import { demoAgents, ensureDemoOrgs } from './demo-org.ts';

export const demoAccountsFile = 'demo-accounts.json';
export const sipUsersFile = 'sip-users.json';

const accountsSchema = z.array(z.object({ agentNo: z.string(), password: z.string(), role: z.string(), name: z.string() }));
export type DemoAccount = z.infer<typeof accountsSchema>[number];

/**
 * Demo accounts with random passwords, made at the first start of the embedded database and written to files
 * only the owner can read. If the file was lost the passwords are made anew: they are stored nowhere else.
 */
export async function ensureDemoAccounts(db: Database, stateDir: string): Promise<void> {
  const { rows } = await db.sql.query<{ no: string }>('select no from agents where demo');
  const known = await readAccounts(stateDir);
  const complete = demoAgents.every((agent) => rows.some((row) => row.no === agent.agentNo) && known?.some((account) => account.agentNo === agent.agentNo));
  if (complete) return writeSipUsers(db, stateDir);

  const accounts = demoAgents.map(({ agentNo, role, name }): DemoAccount => ({ agentNo, password: newSecret(3), role, name }));
  const hashes = await Promise.all(accounts.map((account) => hashPassword(account.password)));
  // The file first: a password nobody knows is worse than a file nobody needs.
  await writePrivate(join(stateDir, demoAccountsFile), accounts);
  await db.transaction(async (sql) => {
    await ensureDemoOrgs(sql);
    for (const [index, agent] of demoAgents.entries()) {
      await sql.query(
        `insert into agents (no, name, role, org_id, password_hash, sip_password, demo) values ($1, $2, $3, $4, $5, $6, true)
         on conflict (no) do update set password_hash = excluded.password_hash, sip_password = excluded.sip_password`,
        [agent.agentNo, agent.name, agent.role, agent.orgId, hashes[index], newSecret(5)],
      );
    }
  });
  await writeSipUsers(db, stateDir);
}

/** Extensions and passwords of all enabled accounts, for the training line, which reads the file again when it changes. */
export async function writeSipUsers(db: Database, stateDir: string): Promise<void> {
  const { rows } = await db.sql.query<{ no: string; sip_password: string }>('select no, sip_password from agents where enabled order by no');
  await writePrivate(join(stateDir, sipUsersFile), Object.fromEntries(rows.map((row) => [row.no, row.sip_password])));
}

async function readAccounts(stateDir: string): Promise<readonly DemoAccount[] | null> {
  const text = await readFile(join(stateDir, demoAccountsFile), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return accountsSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Replaced whole, readable by the owner alone. */
export async function writePrivate(file: string, content: unknown): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
