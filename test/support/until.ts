/** Polls a condition until it gives something; fails with `what` when it never does. For states of other processes and stacks that cannot be awaited. */
export async function until<T>(what: string, read: () => T | null | undefined | false | Promise<T | null | undefined | false>, withinMs = 10_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await read();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
