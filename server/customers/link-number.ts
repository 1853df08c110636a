import type { Command } from '#shared/domain/commands.ts';
import { popCardSchema, type NumberLink } from '#shared/domain/customer.ts';
import { normalizeNumber } from '#shared/domain/number.ts';
import { fail, ok } from '#shared/lib/result.ts';
import type { Sql } from '../db/database.ts';
import type { CommandContext, Effect } from '../commands/command-context.ts';
import { logChange } from '../sync/entities.ts';
import { findCustomer } from './customers.ts';

const MAX_NUMBERS = 64;

/** The agent's choice in the picker, kept as a hint: whatever the desk says, the relation is `agent`. */
export async function linkNumber(sql: Sql, command: Extract<Command, { type: 'customer.linkNumber' }>, context: CommandContext): Promise<Effect> {
  const customer = await findCustomer(sql, command.entityId, context.scopes, 'update');
  if (customer === null) return fail('CUSTOMER_NOT_FOUND');
  const value = storedNumber(command.payload);
  if (value === null) return fail('NUMBER_BAD', undefined, ['value']);
  const { card } = customer;
  if (card.numbers.some((number) => number.value === value)) return ok({ version: customer.version, ticketNo: null });
  if (card.numbers.length >= MAX_NUMBERS) return fail('NUMBER_BAD', undefined, ['value']);
  const link: NumberLink = { value, kind: command.payload.kind, relation: 'agent' };
  const version = customer.version + 1;
  const body = popCardSchema.parse({ ...card, numbers: [...card.numbers, link] });
  await sql.query('update customers set version = $2, body = $3 where id = $1', [card.id, version, JSON.stringify(body)]);
  await sql.query('insert into customer_numbers (value, customer_id, kind, relation) values ($1, $2, $3, $4) on conflict do nothing', [
    value, card.id, link.kind, link.relation,
  ]);
  await logChange(sql, { scope: customer.scope, entity: 'customer', id: card.id, version });
  return ok({ version, ticketNo: null });
}

/** As numbers are stored: E.164 without plus, an account as it is written; null = not a number. */
function storedNumber(link: NumberLink): string | null {
  if (link.kind === 'account') return link.value.trim();
  const { e164 } = normalizeNumber(link.value);
  return e164 === null ? null : e164.slice(1);
}
