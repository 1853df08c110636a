/** Placeholder until the feature lands. */
export function Notices() {
  return null;
}
