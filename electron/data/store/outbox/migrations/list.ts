import type { Migration } from '../../migrate.ts';
import { base } from './010-base.ts';

/** Ascending, explicit; a released step is never edited. */
export const outboxMigrations: readonly Migration[] = [base];
