/** Placeholder until the feature lands. */
export function OutboxCard() {
  return null;
}
