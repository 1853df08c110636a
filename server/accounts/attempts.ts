import type { Sql } from '../db/database.ts';

export const attemptsAllowed = 5;
export const lockMs = 15 * 60_000;

export type AttemptCharge =
  | { readonly kind: 'allowed'; /** Tries left if this one fails. */ readonly left: number }
  | { readonly kind: 'locked'; readonly minutes: number };

/**
 * Counts a try before the password is checked, so that many at once get no more tries than one after another
 * (S-104). Failures older than the lock are forgotten.
 */
export async function chargeAttempt(sql: Sql, agentNo: string, now: number): Promise<AttemptCharge> {
  const { rows } = await sql.query<{ failures: number; locked_until: Date | null }>(
    `insert into sign_in_attempts as a (agent_no, failures, updated_at) values ($1, 1, $2)
     on conflict (agent_no) do update set
       failures = case when a.locked_until > $2 then a.failures
                       when a.locked_until is not null or a.updated_at < $3 then 1
                       else a.failures + 1 end,
       locked_until = case when a.locked_until > $2 then a.locked_until end,
       updated_at = case when a.locked_until > $2 then a.updated_at else $2 end
     returning failures, locked_until`,
    [agentNo, new Date(now), new Date(now - lockMs)],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('no attempt row');
  if (row.locked_until !== null) return { kind: 'locked', minutes: Math.max(1, Math.ceil((row.locked_until.getTime() - now) / 60_000)) };
  if (row.failures > attemptsAllowed) return lockNow(sql, agentNo, now);
  return { kind: 'allowed', left: attemptsAllowed - row.failures };
}

/** Called when the charged try failed and it was the last. */
export async function lockNow(sql: Sql, agentNo: string, now: number): Promise<Extract<AttemptCharge, { kind: 'locked' }>> {
  await sql.query('update sign_in_attempts set locked_until = $2 where agent_no = $1', [agentNo, new Date(now + lockMs)]);
  return { kind: 'locked', minutes: lockMs / 60_000 };
}

export async function clearAttempts(sql: Sql, agentNo: string): Promise<void> {
  await sql.query('delete from sign_in_attempts where agent_no = $1', [agentNo]);
}

/** Rows of made-up agent numbers must not pile up. */
export async function forgetOldAttempts(sql: Sql, now: number): Promise<void> {
  await sql.query('delete from sign_in_attempts where updated_at < $1 and (locked_until is null or locked_until < $2)', [
    new Date(now - 24 * 3_600_000), new Date(now),
  ]);
}
