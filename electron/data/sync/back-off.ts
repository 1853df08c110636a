export interface BackOffPolicy {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Doubling waits with jitter over their upper half, so that a hundred desks do not come back in one second. */
export function backOffMs(attempt: number, policy: BackOffPolicy, fraction: number): number {
  const full = Math.min(policy.maxMs, policy.firstMs * 2 ** Math.min(attempt, 20));
  return Math.round(full / 2 + (full / 2) * fraction);
}
