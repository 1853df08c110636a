import type { Migration } from '../../migrate.ts';
import { createBulkIndexes } from '../bulk-indexes.ts';

/** The indexes a first load drops and builds again at its end. */
export const indexes: Migration = {
  version: 20,
  up: createBulkIndexes,
};
