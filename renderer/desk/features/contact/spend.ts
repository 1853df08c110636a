import type { ProfileView } from '#shared/contract/desk.ts';

export interface Spend {
  /** Oldest first, at most 12. */
  readonly bars: readonly { readonly month: string; readonly amountFen: number; /** Of the highest, 0–1. */ readonly share: number }[];
  readonly averageFen: number;
  readonly averageShare: number;
  readonly lastFen: number;
}

/** The last twelve bills as bars from zero; null without bills. */
export function spendOf(bills: ProfileView['bills']): Spend | null {
  const months = bills.slice(-12);
  const last = months.at(-1);
  if (last === undefined) return null;
  const highest = Math.max(1, ...months.map((bill) => bill.amountFen));
  const averageFen = Math.round(months.reduce((sum, bill) => sum + bill.amountFen, 0) / months.length);
  return {
    bars: months.map((bill) => ({ ...bill, share: Math.max(0, bill.amountFen) / highest })),
    averageFen,
    averageShare: Math.max(0, averageFen) / highest,
    lastFen: last.amountFen,
  };
}
