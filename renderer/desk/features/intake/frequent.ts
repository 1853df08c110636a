import { findCategory } from '#shared/domain/code-list.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import type { Code } from '#shared/domain/code-list.ts';
import type { ServiceKind } from '#shared/domain/ticket.ts';

/** What people call about most, in the order they are offered. */
const frequent = ['F40-02', 'F40-01', 'F40-03', 'F60-02', 'F30-01', 'F10-04', 'F40-04', 'F40-05', 'F30-04', 'F60-03', 'F10-01', 'F30-02', 'F60-01', 'F10-02', 'F70-01', 'F70-02', 'F99'];
const OFFERED = 6;

/** Up to six categories for one key each; only what can happen to the chosen service. */
export function frequentCategories(kind: ServiceKind | null): readonly Code[] {
  return frequent
    .map((code) => findCategory(defaultCodeBook, code, 'fault'))
    .filter((code) => code !== null)
    .filter((code) => kind === null || code.serviceKinds.length === 0 || code.serviceKinds.includes(kind))
    .slice(0, OFFERED);
}
