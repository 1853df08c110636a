/** Placeholder until the feature lands. */
export function ContactTabs() {
  return null;
}
