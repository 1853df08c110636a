import type { Match } from '#shared/contract/desk.ts';

/** Up to this many candidates are taken by digit at once; with more the list is filtered first. */
export const DIGIT_ROWS = 8;

/** Candidates whose name, address, products or account hold every typed word. */
export function filterMatches(matches: readonly Match[], typed: string): readonly Match[] {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return matches;
  return matches.filter(({ customer }) => {
    const text = [customer.maskedName, customer.maskedAddress, customer.maskedAccountNo, ...customer.products.flatMap((product) => [product.name, product.maskedNumber])]
      .join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Another candidate at the same masked address, so that the agent asks for more than the street. */
export function neighbourOf(match: Match, matches: readonly Match[]): string | null {
  const other = matches.find((candidate) => candidate !== match && candidate.customer.maskedAddress === match.customer.maskedAddress);
  return other === undefined ? null : other.customer.maskedName;
}
