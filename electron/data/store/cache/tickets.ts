import { ticketSchema, type Ticket } from '#shared/domain/ticket.ts';
import { isFinalState } from '#shared/domain/ticket-states.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

interface Row { body: string }

const BODY = 'coalesce(local_body, hub_body) AS body';

/** The hub's copy, without this desk's own unsent changes. */
export function hubTicket(db: ReadableDb, id: string): { readonly ticket: Ticket | null; readonly version: number } {
  const row = db.get<{ hub_body: string | null; hub_version: number }>('SELECT hub_body, hub_version FROM tickets WHERE id = ?', id);
  return { ticket: row?.hub_body == null ? null : parse(row.hub_body), version: row?.hub_version ?? 0 };
}

/** Saves a newer copy of the hub; false when the one held is as new (S-31). `null` is a tombstone's body. */
export function saveHubTicket(db: WritableDb, scope: string, id: string, version: number, ticket: Ticket | null): boolean {
  return db.write(() => {
    if (hubTicket(db, id).version >= version) return false;
    if (ticket === null) {
      db.run('DELETE FROM tickets WHERE id = ? AND local_body IS NULL', id);
      db.run('UPDATE tickets SET hub_body = NULL, hub_version = ? WHERE id = ?', version, id);
      return true;
    }
    db.run(
      `INSERT INTO tickets (id, scope, hub_version, hub_body, open, customer_id, first_owner, accepted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, hub_version = excluded.hub_version, hub_body = excluded.hub_body,
         open = excluded.open, customer_id = excluded.customer_id, first_owner = excluded.first_owner, accepted_at = excluded.accepted_at`,
      id, scope, version, JSON.stringify(ticket), Number(!isFinalState(ticket.state)), ticket.customerId, ticket.firstOwner, ticket.acceptedAt,
    );
    return true;
  });
}

/** The optimistic copy: the hub's with the outbox applied; null when nothing of this desk is pending. */
export function saveLocalTicket(db: WritableDb, id: string, ticket: Ticket | null): void {
  db.write(() => {
    if (ticket === null) {
      db.run('DELETE FROM tickets WHERE id = ? AND hub_body IS NULL', id);
      const hub = hubTicket(db, id).ticket;
      if (hub !== null) db.run('UPDATE tickets SET local_body = NULL, open = ? WHERE id = ?', Number(!isFinalState(hub.state)), id);
      return;
    }
    db.run(
      `INSERT INTO tickets (id, scope, hub_version, hub_body, local_body, open, customer_id, first_owner, accepted_at)
       VALUES (?, NULL, 0, NULL, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET local_body = excluded.local_body, open = excluded.open, customer_id = excluded.customer_id`,
      id, JSON.stringify(ticket), Number(!isFinalState(ticket.state)), ticket.customerId, ticket.firstOwner, ticket.acceptedAt,
    );
  });
}

/** Tickets that carry local changes, to be derived anew at the start. */
export function ticketsWithLocalChanges(db: ReadableDb): string[] {
  return db.all<{ id: string }>('SELECT id FROM tickets WHERE local_body IS NOT NULL').map((row) => row.id);
}

/** Provisional numbers of an agent's tickets accepted since then, from whichever desk. */
export function provisionalNumbersSince(db: ReadableDb, firstOwner: string, since: number): string[] {
  return db.all<{ no: string }>(
    `SELECT json_extract(coalesce(local_body, hub_body), '$.provisionalNo') AS no FROM tickets
     WHERE first_owner = ? AND accepted_at >= ? AND coalesce(local_body, hub_body) IS NOT NULL`,
    firstOwner, since,
  ).map((row) => row.no);
}

export function findTicket(db: ReadableDb, id: string): Ticket | null {
  const row = db.get<Row>(`SELECT ${BODY} FROM tickets WHERE id = ? AND coalesce(local_body, hub_body) IS NOT NULL`, id);
  return row === undefined ? null : parse(row.body);
}

export function openTicketsOfCustomer(db: ReadableDb, customerId: string, limit: number): Ticket[] {
  return db
    .all<Row>(`SELECT ${BODY} FROM tickets WHERE customer_id = ? AND open = 1 AND coalesce(local_body, hub_body) IS NOT NULL ORDER BY accepted_at DESC LIMIT ?`, customerId, limit)
    .map((row) => parse(row.body));
}

export function countClosedTickets(db: ReadableDb, customerId: string): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM tickets WHERE customer_id = ? AND open = 0', customerId)?.n ?? 0;
}

/** Tickets of a customer accepted since a time, for the repeat rule. */
export function recentTicketsOfCustomer(db: ReadableDb, customerId: string, since: number): Ticket[] {
  return db
    .all<Row>(`SELECT ${BODY} FROM tickets WHERE customer_id = ? AND accepted_at >= ? AND coalesce(local_body, hub_body) IS NOT NULL LIMIT 100`, customerId, since)
    .map((row) => parse(row.body));
}

/** Newest first; `owner` null = everybody's. */
export function listTickets(db: ReadableDb, filter: { readonly owner: string | null; readonly openOnly: boolean }, limit: number): Ticket[] {
  const wanted = 'coalesce(local_body, hub_body) IS NOT NULL';
  const rows =
    filter.owner === null
      ? db.all<Row>(`SELECT ${BODY} FROM tickets WHERE open >= ? AND ${wanted} ORDER BY accepted_at DESC LIMIT ?`, Number(filter.openOnly), limit)
      : db.all<Row>(`SELECT ${BODY} FROM tickets WHERE first_owner = ? AND open >= ? AND ${wanted} ORDER BY accepted_at DESC LIMIT ?`, filter.owner, Number(filter.openOnly), limit);
  return rows.map((row) => parse(row.body));
}

function parse(body: string): Ticket {
  return ticketSchema.parse(JSON.parse(body));
}
