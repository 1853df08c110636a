import type { Contact } from '../../model/ui.ts';

/** Placeholder until the feature lands. */
export function IntakePane(_: { readonly contact: Contact }) {
  return null;
}
