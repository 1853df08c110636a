/** Placeholder until the feature lands. */
export function StatusLine() {
  return null;
}
