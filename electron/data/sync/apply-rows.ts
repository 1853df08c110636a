import type { EntityRow } from '#shared/contract/hub.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import type { WritableDb } from '../store/db.ts';
import { addLoadedCustomer, customerVersion, putCustomer, removeCustomer } from '../store/cache/customers.ts';
import { saveInteraction } from '../store/cache/interactions.ts';
import { saveOutage } from '../store/cache/outages.ts';
import { saveHubTicket } from '../store/cache/tickets.ts';
import { deletedVersion, saveTombstone } from '../store/cache/tombstones.ts';
import { numberKeyOf } from '../views/number-key.ts';

/** What a set of rows really changed. */
export interface Changed {
  readonly customers: Set<string>;
  readonly tickets: Set<string>;
  outages: boolean;
}

export function nothingChanged(): Changed {
  return { customers: new Set(), tickets: new Set(), outages: false };
}

/**
 * Saves rows of a page or of the feed inside the caller's transaction. A row counts only if its version is
 * higher than the one held, deletions too (S-31, S-32); duplicates are normal and dropped.
 */
export function applyRows(db: WritableDb, scope: string, rows: readonly EntityRow[], changed: Changed, firstLoad: boolean): void {
  for (const row of rows) {
    if (deletedVersion(db, row.entity, row.id) >= row.version) continue;
    if (row.body === null) saveTombstone(db, row.entity, row.id, scope, row.version);
    applyRow(db, scope, row, changed, firstLoad);
  }
}

function applyRow(db: WritableDb, scope: string, row: EntityRow, changed: Changed, firstLoad: boolean): void {
  switch (row.entity) {
    case 'customer': {
      if (firstLoad && row.body !== null) return addLoadedCustomer(db, scope, { card: row.body, version: row.version });
      if (customerVersion(db, row.id) >= row.version) return;
      if (row.body === null) removeCustomer(db, row.id);
      else putCustomer(db, scope, { card: row.body, version: row.version });
      changed.customers.add(row.id);
      return;
    }
    case 'ticket':
      if (saveHubTicket(db, scope, row.id, row.version, row.body)) changed.tickets.add(row.id);
      return;
    case 'outage':
      changed.outages = saveOutage(db, scope, row.id, row.version, row.body) || changed.outages;
      return;
    case 'interaction':
      saveInteraction(db, scope, row.id, row.version, row.body, row.body?.number == null ? null : numberKeyOf(row.body.number));
      return;
    default:
      assertNever(row);
  }
}
