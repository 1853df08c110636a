import type { NumberLink } from '#shared/domain/customer.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

/** An agent's choice in the picker, known here before the hub has it; a hint, never verification. */
export interface LocalLink {
  readonly customerId: string;
  readonly kind: NumberLink['kind'];
  readonly relation: NumberLink['relation'];
}

export function linksOfNumber(db: ReadableDb, numberKey: string): LocalLink[] {
  return db
    .all<{ customer_id: string; kind: LocalLink['kind']; relation: LocalLink['relation'] }>(
      'SELECT customer_id, kind, relation FROM number_links WHERE number_key = ? LIMIT 50', numberKey,
    )
    .map((row) => ({ customerId: row.customer_id, kind: row.kind, relation: row.relation }));
}

export function addLink(db: WritableDb, numberKey: string, link: LocalLink, commandId: string): void {
  db.write(() =>
    db.run(
      'INSERT INTO number_links (number_key, customer_id, kind, relation, command_id) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      numberKey, link.customerId, link.kind, link.relation, commandId,
    ),
  );
}

/** The hub refused the link. */
export function removeLinkOf(db: WritableDb, commandId: string): void {
  db.write(() => db.run('DELETE FROM number_links WHERE command_id = ?', commandId));
}
