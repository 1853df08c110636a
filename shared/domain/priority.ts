import type { Segment } from './customer.ts';
import type { Policy, RaiseRule } from './policy.ts';
import type { Priority, PriorityReason, ServiceKind, Severity } from './ticket.ts';

/** P1 first: a smaller index is more urgent. */
const order: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];

export interface PriorityFacts {
  readonly severity: Severity;
  readonly serviceKind: ServiceKind | null;
  /** Null for an unidentified caller. */
  readonly customer: { readonly stars: number; readonly segment: Segment } | null;
  readonly chasers: number;
  /** Tickets of the same customer and category within the policy's repeat window, this one not counted. */
  readonly recentSameCategory: number;
  /** An appeal forwarded by the authority. */
  readonly appeal: boolean;
}

export interface PriorityDecision {
  readonly priority: Priority;
  /** Rules that raised it, in the policy's order; empty when severity alone gives the priority. */
  readonly reasons: readonly PriorityReason[];
}

/**
 * P1–P4 from what was lost, raised by who the customer is and what happened before. Each group of rules
 * counts once; P1 is the end.
 */
export function priorityFor(facts: PriorityFacts, policy: Policy): PriorityDecision {
  const base = order.indexOf(policy.priority.bySeverity[facts.severity]);
  if (base <= 0) return { priority: 'P1', reasons: [] };
  const holding = policy.priority.raises.filter((rule) => holds(rule, facts));
  let level = base;
  const groups = new Set<string>();
  for (const rule of holding) {
    if (groups.has(rule.group)) continue;
    groups.add(rule.group);
    level = rule.effect.kind === 'to' ? Math.min(level, order.indexOf(rule.effect.priority)) : level - rule.effect.up;
  }
  return { priority: order[Math.max(0, level)] ?? 'P1', reasons: [...new Set(holding.map((rule) => rule.reason))] };
}

function holds({ when }: RaiseRule, facts: PriorityFacts): boolean {
  switch (when.kind) {
    case 'stars':
      return facts.customer !== null && facts.customer.stars >= when.atLeast;
    case 'segment':
      return facts.customer?.segment === when.is;
    case 'segmentService':
      return facts.customer?.segment === when.is && facts.serviceKind === when.serviceKind;
    case 'chasers':
      return facts.chasers >= when.atLeast;
    case 'repeats':
      return facts.recentSameCategory >= when.atLeast;
    case 'appeal':
      return facts.appeal;
  }
}
