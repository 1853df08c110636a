/** Placeholder until the feature lands. */
export function SignInPage() {
  return null;
}
