import type { Timers } from '#shared/lib/clock.ts';

/** A clock and timers that move only when told; promises are let run between the steps. */
export class FakeTime {
  #now: number;
  #timers: { readonly id: number; readonly at: number; readonly run: () => void }[] = [];
  #nextId = 1;

  constructor(now = 1_000_000) {
    this.#now = now;
  }

  readonly clock = (): number => this.#now;

  readonly timers: Timers = {
    set: (run, delayMs) => {
      const id = this.#nextId++;
      this.#timers.push({ id, at: this.#now + delayMs, run });
      return id;
    },
    clear: (handle) => {
      this.#timers = this.#timers.filter((timer) => timer.id !== handle);
    },
  };

  /** Fires what is due within `ms`, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at || a.id - b.id)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer.id !== due.id);
      this.#now = Math.max(this.#now, due.at);
      due.run();
      await settle();
    }
    this.#now = end;
  }
}

/** Lets every promise that can go on go on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}
