import type { Contact } from '../../model/ui.ts';

/** Placeholder until the feature lands. */
export function CustomerPane(_: { readonly contact: Contact }) {
  return null;
}
