import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is there; `what` is for the message when it never comes. */
export async function waitFor<T>(what: string, ask: () => T | undefined | Promise<T | undefined>, limitMs = 15_000, everyMs = 50): Promise<T> {
  const until = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > until) throw new Error(`waited ${limitMs} ms in vain for: ${what}`);
    await pause(everyMs);
  }
}
