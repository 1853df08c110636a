import type { Command } from '#shared/domain/commands.ts';
import { fail, ok } from '#shared/lib/result.ts';
import { findCustomer } from '../customers/customers.ts';
import type { Sql } from '../db/database.ts';
import { cityOf } from '../org/orgs.ts';
import type { CommandContext, Effect } from '../commands/command-context.ts';
import { logChange } from '../sync/entities.ts';

/** One call = one interaction; a later record of the same call replaces the earlier one. */
export async function recordInteraction(sql: Sql, command: Extract<Command, { type: 'interaction.record' }>, context: CommandContext): Promise<Effect> {
  const body = command.payload;
  if (body.id !== command.entityId) return fail('MESSAGE_INVALID', undefined, ['id']);
  if (body.agentNo !== context.author.no) return fail('AUTH_FORBIDDEN', undefined, ['agentNo']);
  const customer = body.customerId === null ? null : await findCustomer(sql, body.customerId, context.scopes);
  if (body.customerId !== null && customer === null) return fail('CUSTOMER_NOT_FOUND');
  const scope = customer?.scope ?? (await cityOf(sql, context.author.orgId))?.scope ?? context.scopes[0];
  if (scope === undefined) return fail('AUTH_FORBIDDEN');
  const { rows } = await sql.query<{ scope: string; version: number }>(
    `insert into interactions as i (id, scope, version, agent_no, customer_id, body) values ($1, $2, 1, $3, $4, $5)
     on conflict (id) do update set version = i.version + 1, customer_id = excluded.customer_id, body = excluded.body
       where i.agent_no = excluded.agent_no
     returning scope, version`,
    [body.id, scope, body.agentNo, body.customerId, JSON.stringify(body)],
  );
  const row = rows[0];
  if (row === undefined) return fail('AUTH_FORBIDDEN', undefined, ['id']);
  await logChange(sql, { scope: row.scope, entity: 'interaction', id: body.id, version: row.version });
  return ok({ version: row.version, ticketNo: null });
}
