import type { Policy } from './policy.ts';

/** Agent, local month and day: what all provisional numbers of an agent's day begin with, e.g. `8001-1120-`. */
function provisionalPrefix(agentNo: string, at: number, policy: Pick<Policy, 'utcOffsetMinutes'>): string {
  const local = new Date(at + policy.utcOffsetMinutes * 60_000);
  return `${agentNo}-${twoDigits(local.getUTCMonth() + 1)}${twoDigits(local.getUTCDate())}-`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * The number a ticket has until the hub gives the official one: agent, local month and day, running number
 * of that agent's day, e.g. `8001-1120-02`. Counted by each desk above what it has seen of other desks, so
 * only two desks cut off on the same day can give one twice. Shown as `暂 8001-1120-02`; kept for life beside
 * the official number. For people only: the ticket's id is what machines go by.
 */
export function provisionalNumber(agentNo: string, at: number, counter: number, policy: Pick<Policy, 'utcOffsetMinutes'>): string {
  return `${provisionalPrefix(agentNo, at, policy)}${twoDigits(counter)}`;
}

/** The highest running number among these of the agent's day; 0 when there is none. */
export function highestProvisionalCount(numbers: readonly string[], agentNo: string, at: number, policy: Pick<Policy, 'utcOffsetMinutes'>): number {
  const prefix = provisionalPrefix(agentNo, at, policy);
  return numbers.reduce((highest, number) => {
    const count = number.startsWith(prefix) ? Number(number.slice(prefix.length)) : 0;
    return Number.isSafeInteger(count) ? Math.max(highest, count) : highest;
  }, 0);
}
