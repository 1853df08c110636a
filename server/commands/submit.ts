import type { CommandOutcome } from '#shared/contract/hub.ts';
import type { AgentProfile } from '#shared/domain/agent.ts';
import type { CodeBook } from '#shared/domain/code-list.ts';
import type { Command } from '#shared/domain/commands.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { fail, type Problem } from '#shared/lib/result.ts';
import { findAgent, hasSignedInAt } from '../accounts/agents.ts';
import { linkNumber } from '../customers/link-number.ts';
import type { Database, Sql } from '../db/database.ts';
import { recordInteraction } from '../interactions/record-interaction.ts';
import { writeAccess } from '../meta/access-log.ts';
import { scopesOf } from '../org/orgs.ts';
import { carryOutTicketCommand } from '../tickets/ticket-commands.ts';
import { contentHash } from './canonical.ts';
import type { CommandContext, Effect } from './command-context.ts';
import type { Received } from './receive.ts';
import { mayCommand } from './rights.ts';

export interface SubmitDeps {
  readonly db: Database;
  readonly now: Clock;
  readonly policy: Policy;
  readonly categories: CodeBook;
  /** After each commit, so that hints go out while the rest of a batch is still at work. */
  readonly onCommitted: () => void;
}

export interface Sender {
  readonly agentNo: string;
  readonly deskId: string;
}

/** S-15: in their order, each in a transaction of its own. A database failure is thrown: see S-16. */
export async function submitCommands(deps: SubmitDeps, sender: Sender, batch: readonly Received[]): Promise<CommandOutcome[]> {
  const outcomes: CommandOutcome[] = [];
  for (const item of batch) {
    if (item.kind === 'malformed') {
      outcomes.push(item.outcome);
      continue;
    }
    outcomes.push(await deps.db.transaction((sql) => submitOne(deps, sql, sender, item.command)));
    deps.onCommitted();
  }
  return outcomes;
}

async function submitOne(deps: SubmitDeps, sql: Sql, sender: Sender, command: Command): Promise<CommandOutcome> {
  const now = deps.now();
  const hash = contentHash(command);
  // A second transaction with the same id waits here until the first is over.
  const claimed = await sql.query(
    `insert into commands (id, author, sender, desk_id, type, entity_id, content_hash, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [command.id, command.author, sender.agentNo, sender.deskId, command.type, command.entityId, hash, new Date(now)],
  );
  if (claimed.rowCount === 0) return storedOutcome(sql, command.id, hash);
  const effect = await carryOut(deps, sql, sender, command, now);
  const outcome: CommandOutcome = effect.ok
    ? { status: 'applied', commandId: command.id, entityId: command.entityId, version: effect.value.version, ticketNo: effect.value.ticketNo }
    : rejected(command.id, effect.problem);
  await sql.query('update commands set outcome = $2 where id = $1', [command.id, JSON.stringify(outcome)]);
  return outcome;
}

async function storedOutcome(sql: Sql, id: string, hash: Buffer): Promise<CommandOutcome> {
  const { rows } = await sql.query<{ content_hash: Buffer; outcome: CommandOutcome }>('select content_hash, outcome from commands where id = $1', [id]);
  const row = rows[0];
  if (row === undefined) throw new Error('A claimed command has no row');
  return row.content_hash.equals(hash) ? row.outcome : rejected(id, { code: 'COMMAND_PAYLOAD_MISMATCH' });
}

async function carryOut(deps: SubmitDeps, sql: Sql, sender: Sender, command: Command, now: number): Promise<Effect> {
  const author = await authorOf(sql, sender, command);
  if (author === null) return fail('COMMAND_AUTHOR_REFUSED');
  if (author.no !== sender.agentNo) {
    const detail = { author: author.no, command: command.id };
    await writeAccess(sql, now, { kind: 'commandForOther', agentNo: sender.agentNo, deskId: sender.deskId, detail });
  }
  if (!mayCommand(author.role, command.type)) return fail('AUTH_FORBIDDEN');
  const scopes = await scopesOf(sql, author.orgId);
  const context: CommandContext = { author, scopes, now, policy: deps.policy, categories: deps.categories };
  switch (command.type) {
    case 'ticket.create':
    case 'ticket.addNote':
    case 'ticket.transition':
      return carryOutTicketCommand(sql, command, context);
    case 'interaction.record':
      return recordInteraction(sql, command, context);
    case 'customer.linkNumber':
      return linkNumber(sql, command, context);
    default:
      return assertNever(command);
  }
}

/** S-20: the sender, or someone who has signed in at this very desk. */
async function authorOf(sql: Sql, sender: Sender, command: Command): Promise<AgentProfile | null> {
  const known = command.author === sender.agentNo || (await hasSignedInAt(sql, command.author, sender.deskId));
  return known ? ((await findAgent(sql, command.author))?.profile ?? null) : null;
}

function rejected(commandId: string, problem: Problem): CommandOutcome {
  return {
    status: 'rejected',
    commandId,
    problem: {
      code: problem.code,
      ...(problem.params === undefined ? {} : { params: { ...problem.params } }),
      ...(problem.fields === undefined ? {} : { fields: [...problem.fields] }),
    },
  };
}
