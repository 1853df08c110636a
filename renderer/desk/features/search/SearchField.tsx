/** Placeholder until the feature lands. */
export function SearchField() {
  return null;
}
