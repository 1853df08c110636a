import { problemSchema } from '#shared/contract/hub.ts';
import { commandSchema, type Command } from '#shared/domain/commands.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

/**
 * A command from its submission on (S-19). `pending` → `inFlight` → `applied` or `rejected`; after a broken
 * connection `inFlight` → `pending`. An applied one stays until the hub's own copy has caught up with it.
 */
export type CommandState = 'pending' | 'inFlight' | 'rejected' | 'applied';

export interface StoredCommand {
  readonly seq: number;
  readonly command: Command;
  readonly state: CommandState;
  readonly problem: Problem | null;
  readonly appliedVersion: number | null;
  readonly ticketNo: string | null;
  /** The draft a ticket was made from, to open it again after a rejection. */
  readonly draft: string | null;
  /** Short text for the outbox list; holds no personal data. */
  readonly label: string;
}

interface Row {
  seq: number; bytes: string; state: CommandState; problem: string | null; applied_version: number | null; ticket_no: string | null;
  draft: string | null; label: string;
}

const COLUMNS = 'seq, bytes, state, problem, applied_version, ticket_no, draft, label';

export function addCommand(db: WritableDb, command: Command, label: string, draft: string | null): void {
  db.write(() =>
    db.run(
      `INSERT INTO commands (id, author, type, entity_id, bytes, state, draft, label, at) VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?)`,
      command.id, command.author, command.type, command.entityId, JSON.stringify(command), draft, label, command.at,
    ),
  );
}

/** Next commands in the order of submission (S-91). */
export function nextPending(db: ReadableDb, limit: number): StoredCommand[] {
  return db.all<Row>(`SELECT ${COLUMNS} FROM commands WHERE state = 'pending' ORDER BY seq LIMIT ?`, limit).map(fromRow);
}

export function markInFlight(db: WritableDb, seqs: readonly number[]): void {
  db.write(() => seqs.forEach((seq) => db.run(`UPDATE commands SET state = 'inFlight' WHERE seq = ? AND state = 'pending'`, seq)));
}

/** What was under way when the connection broke is sent again with the same id and bytes (S-02). */
export function returnInFlight(db: WritableDb): number {
  return db.write(() => db.run(`UPDATE commands SET state = 'pending' WHERE state = 'inFlight'`));
}

export function markApplied(db: WritableDb, id: string, version: number, ticketNo: string | null): void {
  db.write(() => db.run(`UPDATE commands SET state = 'applied', applied_version = ?, ticket_no = ?, problem = NULL WHERE id = ?`, version, ticketNo, id));
}

export function markRejected(db: WritableDb, id: string, problem: Problem): void {
  db.write(() => db.run(`UPDATE commands SET state = 'rejected', problem = ? WHERE id = ?`, JSON.stringify(problem), id));
}

export function removeCommand(db: WritableDb, id: string): void {
  db.write(() => db.run('DELETE FROM commands WHERE id = ?', id));
}

/** Applied commands the hub's copy at `version` already contains. */
export function removeAppliedUpTo(db: WritableDb, entityId: string, version: number): void {
  db.write(() => db.run(`DELETE FROM commands WHERE entity_id = ? AND state = 'applied' AND applied_version <= ?`, entityId, version));
}

/** After a change of the hub's history: what was acknowledged in the old one is asked about again, with the same id. */
export function reopenApplied(db: WritableDb): string[] {
  return db.write(() => {
    const ids = db.all<{ entity_id: string }>(`SELECT DISTINCT entity_id FROM commands WHERE state = 'applied'`).map((row) => row.entity_id);
    db.run(`UPDATE commands SET state = 'pending', applied_version = NULL, ticket_no = NULL WHERE state = 'applied'`);
    return ids;
  });
}

export function commandsOfEntity(db: ReadableDb, entityId: string): StoredCommand[] {
  return db.all<Row>(`SELECT ${COLUMNS} FROM commands WHERE entity_id = ? ORDER BY seq`, entityId).map(fromRow);
}

/** Entities of a kind of command that have any in the outbox. */
export function entitiesWithCommands(db: ReadableDb, typePrefix: 'ticket.'): string[] {
  return db.all<{ entity_id: string }>('SELECT DISTINCT entity_id FROM commands WHERE type LIKE ? ORDER BY entity_id', `${typePrefix}%`).map((row) => row.entity_id);
}

export function findCommand(db: ReadableDb, author: string, id: string): StoredCommand | null {
  const row = db.get<Row>(`SELECT ${COLUMNS} FROM commands WHERE id = ? AND author = ?`, id, author);
  return row === undefined ? null : fromRow(row);
}

/** What one author still has to send or to mend, oldest first. */
export function listUnsettled(db: ReadableDb, author: string): StoredCommand[] {
  return db
    .all<Row>(`SELECT ${COLUMNS} FROM commands WHERE author = ? AND state IN ('pending', 'inFlight', 'rejected') ORDER BY seq LIMIT 500`, author)
    .map(fromRow);
}

/** Of one author, or with null of every author on this desk. */
export function countUnsettled(db: ReadableDb, author: string | null): { pending: number; rejected: number } {
  const row = db.get<{ pending: number | null; rejected: number | null }>(
    `SELECT sum(state IN ('pending', 'inFlight')) AS pending, sum(state = 'rejected') AS rejected FROM commands
     WHERE state <> 'applied' AND (? IS NULL OR author = ?)`, author, author,
  );
  return { pending: row?.pending ?? 0, rejected: row?.rejected ?? 0 };
}

/** Tickets taken in a call and still in the outbox. */
export function ticketsOfCall(db: ReadableDb, callId: string): string[] {
  return db
    .all<{ entity_id: string }>(`SELECT entity_id FROM commands WHERE type = 'ticket.create' AND bytes ->> '$.payload.interactionId' = ?`, callId)
    .map((row) => row.entity_id);
}

/** 作废: leaves the outbox with a reason and stays in the history. */
export function discardCommand(db: WritableDb, stored: StoredCommand, reason: string, at: number): void {
  const { command } = stored;
  db.write(() => {
    db.run(
      'INSERT INTO discarded_commands (id, author, type, entity_id, bytes, problem, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      command.id, command.author, command.type, command.entityId, JSON.stringify(command),
      stored.problem === null ? null : JSON.stringify(stored.problem), reason, at,
    );
    removeCommand(db, command.id);
  });
}

function fromRow(row: Row): StoredCommand {
  // Checked, then used as it was stored: what is sent again must be the same bytes (S-02).
  const stored: unknown = JSON.parse(row.bytes);
  commandSchema.parse(stored);
  return {
    seq: row.seq, command: stored as Command, state: row.state,
    problem: row.problem === null ? null : toProblem(problemSchema.parse(JSON.parse(row.problem))),
    appliedVersion: row.applied_version, ticketNo: row.ticket_no, draft: row.draft, label: row.label,
  };
}

function toProblem(problem: ReturnType<typeof problemSchema.parse>): Problem {
  return {
    code: problem.code,
    ...(problem.params === undefined ? {} : { params: problem.params }),
    ...(problem.fields === undefined ? {} : { fields: problem.fields }),
  };
}
