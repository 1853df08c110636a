import { applyTicketCommand, type TicketCommand, type TicketContext } from '#shared/domain/apply.ts';
import { leafOf } from '#shared/domain/code-list.ts';
import { ticketSchema, type Ticket } from '#shared/domain/ticket.ts';
import { fail, ok } from '#shared/lib/result.ts';
import { findCustomer } from '../customers/customers.ts';
import type { Sql } from '../db/database.ts';
import { cityOf } from '../org/orgs.ts';
import type { CommandContext, Effect } from '../commands/command-context.ts';
import { logChange } from '../sync/entities.ts';
import { nextTicketNo } from './ticket-no.ts';

/** Ticket commands with authority: rights, the facts only the hub knows, the shared `apply`, then the row. */
export async function carryOutTicketCommand(sql: Sql, command: TicketCommand, context: CommandContext): Promise<Effect> {
  return command.type === 'ticket.create' ? create(sql, command, context) : change(sql, command, context);
}

async function create(sql: Sql, command: Extract<TicketCommand, { type: 'ticket.create' }>, context: CommandContext): Promise<Effect> {
  const intake = command.payload;
  if (intake.firstOwner !== context.author.no) return fail('TICKET_FIELD_BAD', { count: 1 }, ['firstOwner']);
  const acceptCity = await cityOf(sql, intake.acceptOrg);
  const city = await cityOf(sql, intake.serviceOrg);
  if (acceptCity === null || !context.scopes.includes(acceptCity.scope)) return fail('TICKET_FIELD_BAD', { count: 1 }, ['acceptOrg']);
  if (city === null || !context.scopes.includes(city.scope)) return fail('TICKET_FIELD_BAD', { count: 1 }, ['serviceOrg']);
  const customer = intake.customerId === null ? null : await findCustomer(sql, intake.customerId, context.scopes);
  if (intake.customerId !== null && customer === null) return fail('CUSTOMER_NOT_FOUND');
  const { rowCount } = await sql.query('select 1 from tickets where id = $1', [command.entityId]);
  if ((rowCount ?? 0) > 0) return fail('TICKET_EXISTS');

  const category = leafOf(context.categories, intake.category)?.code ?? intake.category;
  const repeats = await repeatFacts(sql, intake.customerId, category, context);
  const applied = applyTicketCommand(null, command, ticketContext(context, customer?.card ?? null, repeats));
  if (!applied.ok) return applied;
  const no = await nextTicketNo(sql, city.ticketPrefix, context.now);
  const ticket = ticketSchema.parse({ ...applied.value, no });
  const inserted = await sql.query(
    `insert into tickets (id, scope, version, no, customer_id, category, accepted_at, body) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do nothing`,
    [ticket.id, city.scope, ticket.version, no, ticket.customerId, category, ticket.acceptedAt, JSON.stringify(ticket)],
  );
  // Another transaction created it between our look and our insert.
  if (inserted.rowCount === 0) return fail('TICKET_EXISTS');
  await logChange(sql, { scope: city.scope, entity: 'ticket', id: ticket.id, version: ticket.version });
  return ok({ version: ticket.version, ticketNo: no });
}

async function change(sql: Sql, command: Exclude<TicketCommand, { type: 'ticket.create' }>, context: CommandContext): Promise<Effect> {
  const { rows } = await sql.query<{ scope: string; body: unknown }>(
    'select scope, body from tickets where id = $1 and scope = any($2) and not deleted for update',
    [command.entityId, context.scopes],
  );
  const row = rows[0];
  if (row === undefined) return fail('TICKET_NOT_FOUND');
  const before = ticketSchema.parse(row.body);
  const customer = before.customerId === null ? null : await findCustomer(sql, before.customerId, context.scopes);
  const applied = applyTicketCommand(before, command, ticketContext(context, customer?.card ?? null, { recent: 0, repeatOf: before.repeatOf }));
  if (!applied.ok) return applied;
  const ticket = ticketSchema.parse(applied.value);
  await sql.query('update tickets set version = $2, body = $3 where id = $1', [ticket.id, ticket.version, JSON.stringify(ticket)]);
  await logChange(sql, { scope: row.scope, entity: 'ticket', id: ticket.id, version: ticket.version });
  return ok({ version: ticket.version, ticketNo: ticket.no });
}

function ticketContext(
  context: CommandContext,
  customer: TicketContext['customer'],
  repeats: { readonly recent: number; readonly repeatOf: string | null },
): TicketContext {
  return {
    now: context.now,
    ticketNo: null,
    policy: context.policy,
    categories: context.categories,
    customer,
    recentSameCategory: repeats.recent,
    repeatOf: repeats.repeatOf,
  };
}

/** Tickets of the same customer and phenomenon within the repeat window, and the last archived one of them. */
async function repeatFacts(
  sql: Sql,
  customerId: string | null,
  category: string,
  context: CommandContext,
): Promise<{ readonly recent: number; readonly repeatOf: string | null }> {
  if (customerId === null) return { recent: 0, repeatOf: null };
  const since = context.now - context.policy.priority.repeatWindowDays * 24 * 3_600_000;
  const { rows } = await sql.query<{ id: string; state: Ticket['state'] }>(
    `select id, body ->> 'state' as state from tickets
     where customer_id = $1 and category = $2 and accepted_at >= $3 and not deleted order by accepted_at desc limit 50`,
    [customerId, category, since],
  );
  return { recent: rows.length, repeatOf: rows.find((row) => row.state === 'archived')?.id ?? null };
}
