/** Placeholder until the feature lands. */
export function TicketsPage() {
  return null;
}
