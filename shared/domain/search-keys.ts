import { splitAreaCode } from './area-codes.ts';

/**
 * Keys for a full-text index that cuts at spaces and punctuation only (SQLite FTS5 `unicode61`): Chinese is
 * cut into overlapping pairs beforehand, in the index and in the question alike.
 */
const HAN = /\p{Script=Han}/u;
const PART = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;

/** Tokens of a text to be indexed, space-separated: pairs of Chinese characters, the last one alone, other words in lower case. */
export function indexText(text: string): string {
  return partsOf(text).flatMap((part) => (HAN.test(part) ? hanTokens(part) : [part])).join(' ');
}

/**
 * An FTS5 MATCH expression for what a person typed, or null when nothing can be looked for. All parts must
 * match; words and digits by their beginning. Safe for any input: tokens are quoted, operators have no meaning.
 */
export function matchQuery(text: string): string | null {
  const terms = partsOf(text).flatMap((part) => {
    if (!HAN.test(part)) return [`"${part}"*`];
    const chars = [...part];
    return chars.length === 1 ? [`"${part}"*`] : pairs(chars).map((pair) => `"${pair}"`);
  });
  return terms.length === 0 ? null : [...new Set(terms)].join(' ');
}

/**
 * Tokens of a number or account: as written, national form, without area code, last four. Whoever types any
 * of these from its beginning finds it. `value` as in `NumberLink`: E.164 without plus, or an account.
 */
export function numberTokens(value: string): readonly string[] {
  const parts = partsOf(value);
  const tokens = new Set<string>();
  for (const part of parts) {
    tokens.add(part);
    if (!/^\d+$/.test(part)) continue;
    const national = nationalDigits(part);
    tokens.add(national);
    const split = splitAreaCode(national);
    if (split !== null && split.rest.length >= 7) tokens.add(split.rest);
    if (part.length > 4) tokens.add(part.slice(-4));
  }
  return [...tokens];
}

/** `8613312345678` → `13312345678`, `8659183124567` → `059183124567`; other digits as they are. */
function nationalDigits(digits: string): string {
  if (!digits.startsWith('86') || digits.length < 11) return digits;
  const rest = digits.slice(2);
  return /^1[3-9]\d{9}$/.test(rest) ? rest : splitAreaCode(`0${rest}`) === null ? rest : `0${rest}`;
}

function partsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(PART)?.flatMap(splitScripts) ?? [];
}

/** A word such as `wh8832江滨` holds both scripts: cut where the script changes. */
function splitScripts(part: string): readonly string[] {
  return part.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [];
}

function hanTokens(part: string): readonly string[] {
  const chars = [...part];
  return [...pairs(chars), chars.at(-1) ?? ''];
}

function pairs(chars: readonly string[]): readonly string[] {
  return chars.slice(1).map((char, index) => `${chars[index] ?? ''}${char}`);
}
