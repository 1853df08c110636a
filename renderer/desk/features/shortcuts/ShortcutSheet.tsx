/** Placeholder until the feature lands. */
export function ShortcutSheet() {
  return null;
}
