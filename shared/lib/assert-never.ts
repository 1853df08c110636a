/** Makes a `switch` exhaustive: a new variant fails the compiler here, not a person later. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled variant: ${JSON.stringify(value)}`);
}
