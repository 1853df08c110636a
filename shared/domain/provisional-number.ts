import type { Policy } from './policy.ts';

/**
 * The number a ticket has until the hub gives the official one: agent, local month and day, running number
 * of that agent's day on that desk, e.g. `8001-1120-02`. Shown as `暂 8001-1120-02`; kept for life beside
 * the official number. For people only: the ticket's id is what machines go by.
 */
export function provisionalNumber(agentNo: string, at: number, counter: number, policy: Pick<Policy, 'utcOffsetMinutes'>): string {
  const local = new Date(at + policy.utcOffsetMinutes * 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${agentNo}-${two(local.getUTCMonth() + 1)}${two(local.getUTCDate())}-${two(counter)}`;
}
