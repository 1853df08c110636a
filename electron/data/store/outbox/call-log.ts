import type { Interaction } from '#shared/domain/customer.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

export type CallEnding = Interaction['ending'];

/** A call this desk saw. Written when it rings, so that a restart in mid-call still knows whose it is. */
export interface LoggedCall {
  /** Also the id of its interaction on the hub. */
  readonly id: string;
  readonly agentNo: string;
  readonly direction: 'inbound' | 'outbound';
  /** As signalled or dialled; null when withheld. */
  readonly number: string | null;
  /** The form numbers are looked up by, see `numberKey`. */
  readonly numberKey: string | null;
  readonly withheld: boolean;
  readonly trunk: boolean;
  readonly customerId: string | null;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly ending: CallEnding | null;
  readonly acwEndedAt: number | null;
}

interface Row {
  id: string; agent_no: string; direction: 'inbound' | 'outbound'; number: string | null; number_key: string | null; withheld: number;
  trunk: number; customer_id: string | null; started_at: number; answered_at: number | null; ended_at: number | null;
  ending: CallEnding | null; acw_ended_at: number | null;
}

const COLUMNS = 'id, agent_no, direction, number, number_key, withheld, trunk, customer_id, started_at, answered_at, ended_at, ending, acw_ended_at';

export function saveCall(db: WritableDb, call: LoggedCall): void {
  db.write(() =>
    db.run(
      `INSERT INTO calls (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, answered_at = excluded.answered_at,
         ended_at = excluded.ended_at, ending = excluded.ending, acw_ended_at = excluded.acw_ended_at`,
      call.id, call.agentNo, call.direction, call.number, call.numberKey, Number(call.withheld), Number(call.trunk), call.customerId,
      call.startedAt, call.answeredAt, call.endedAt, call.ending, call.acwEndedAt,
    ),
  );
}

export function findCall(db: ReadableDb, agentNo: string, id: string): LoggedCall | null {
  const row = db.get<Row>(`SELECT ${COLUMNS} FROM calls WHERE id = ? AND agent_no = ?`, id, agentNo);
  return row === undefined ? null : fromRow(row);
}

/** Newest first. */
export function listCalls(db: ReadableDb, agentNo: string, since: number, limit: number): LoggedCall[] {
  return db.all<Row>(`SELECT ${COLUMNS} FROM calls WHERE agent_no = ? AND started_at >= ? ORDER BY started_at DESC LIMIT ?`, agentNo, since, limit).map(fromRow);
}

/** Calls without an end: live ones, or those a crash cut off. */
export function listUnended(db: ReadableDb): LoggedCall[] {
  return db.all<Row>(`SELECT ${COLUMNS} FROM calls WHERE ended_at IS NULL ORDER BY started_at`).map(fromRow);
}

/** Ids this desk has for a customer since a time, to count a call once that the hub knows as well. */
export function callIdsOfCustomer(db: ReadableDb, customerId: string, since: number): string[] {
  return db.all<{ id: string }>('SELECT id FROM calls WHERE customer_id = ? AND started_at >= ? LIMIT 200', customerId, since).map((row) => row.id);
}

export function lastCallOf(db: ReadableDb, customerId: string, numberKey: string, except: string): number | null {
  return db.get<{ at: number | null }>(
    'SELECT max(started_at) AS at FROM calls WHERE customer_id = ? AND number_key = ? AND id <> ?', customerId, numberKey, except,
  )?.at ?? null;
}

/** The desk keeps its own calls for a while only; the hub has the interactions. */
export function purgeCalls(db: WritableDb, before: number): void {
  db.write(() => db.run('DELETE FROM calls WHERE started_at < ? AND ended_at IS NOT NULL', before));
}

function fromRow(row: Row): LoggedCall {
  return {
    id: row.id, agentNo: row.agent_no, direction: row.direction, number: row.number, numberKey: row.number_key, withheld: row.withheld === 1,
    trunk: row.trunk === 1, customerId: row.customer_id, startedAt: row.started_at, answeredAt: row.answered_at, endedAt: row.ended_at,
    ending: row.ending, acwEndedAt: row.acw_ended_at,
  };
}
