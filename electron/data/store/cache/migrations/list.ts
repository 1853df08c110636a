import type { Migration } from '../../migrate.ts';
import { base } from './010-base.ts';
import { indexes } from './020-indexes.ts';

/** Ascending, explicit; a released step is never edited. */
export const cacheMigrations: readonly Migration[] = [base, indexes];
