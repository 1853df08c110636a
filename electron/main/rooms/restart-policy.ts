/** A room that dies this often within the span is left alone: starting it again would only hide the fault. */
const MOST_CRASHES = 3;
const SPAN_MS = 60_000;
const DELAYS_MS = [200, 1_000, 3_000] as const;

export type RestartDecision = { readonly kind: 'restart'; readonly afterMs: number } | { readonly kind: 'giveUp' };

/** Decides after each crash of one room; times come from the caller's clock. */
export class RestartPolicy {
  private crashes: readonly number[] = [];

  crashed(nowMs: number): RestartDecision {
    this.crashes = [...this.crashes.filter((at) => nowMs - at < SPAN_MS), nowMs];
    if (this.crashes.length >= MOST_CRASHES) return { kind: 'giveUp' };
    return { kind: 'restart', afterMs: DELAYS_MS[this.crashes.length - 1] ?? 3_000 };
  }

  /** The person asked for another try. */
  forgive(): void {
    this.crashes = [];
  }
}
