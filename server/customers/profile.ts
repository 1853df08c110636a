import { profileSchema, type Profile } from '#shared/domain/customer.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { Database } from '../db/database.ts';
import { writeAccess } from '../meta/access-log.ts';
import { findCustomer } from './customers.ts';

/** How long a desk may keep a profile. */
export const profileLeaseMs = 24 * 3_600_000;
const HISTORY_ROWS = 50;

/** The leased 360 view; every read is written down (S-106). */
export async function readProfile(
  db: Database,
  reader: { readonly agentNo: string; readonly deskId: string; readonly scopes: readonly string[] },
  customerId: string,
  now: number,
): Promise<Result<Profile>> {
  const customer = await findCustomer(db.sql, customerId, reader.scopes);
  if (customer === null) return fail('CUSTOMER_NOT_FOUND');
  const { rows } = await db.sql.query<{ contract_until: string | null; credit_score: number | null; bills: unknown; history: Profile['interactions'] }>(
    'select contract_until, credit_score, bills, history from customer_profiles where customer_id = $1',
    [customerId],
  );
  const calls = await db.sql.query<{ body: { id: string; startedAt: number; direction: string; reason: string; status: string } }>(
    `select body from interactions where customer_id = $1 and not deleted order by (body ->> 'startedAt')::bigint desc limit $2`,
    [customerId, HISTORY_ROWS],
  );
  await writeAccess(db.sql, now, { kind: 'profile', agentNo: reader.agentNo, deskId: reader.deskId, detail: { customer: customerId } });
  const stored = rows[0];
  const recorded = calls.rows.map(({ body }) => ({
    id: body.id, at: body.startedAt, channel: 'hotline', direction: body.direction, summary: body.reason, status: body.status,
  }));
  return ok(
    profileSchema.parse({
      customerId,
      contractUntil: stored?.contract_until == null ? null : Number(stored.contract_until),
      creditScore: stored?.credit_score ?? null,
      bills: stored?.bills ?? [],
      interactions: [...recorded, ...(stored?.history ?? [])].sort((a, b) => b.at - a.at).slice(0, HISTORY_ROWS),
      leaseUntil: now + profileLeaseMs,
    }),
  );
}
