/**
 * The one place where log lines lose personal data and secrets. A short suffix of a number stays, so that lines
 * about the same caller can still be put side by side. Ids (UUIDs) stay whole.
 */

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** Five digits and more, separators of spoken numbers between them. */
const LONG_NUMBER = /\+?\d(?:[\s-]?\d){4,}/g;
/** Tokens, keys, hashes: a long run of base64 or hex, JWT dots included. */
const LONG_SECRET = /[A-Za-z0-9+/_=-]{24,}(?:\.[A-Za-z0-9_=-]+)*/g;
const TELLING_KEY = /pass|token|secret|credential|authori[sz]ation|cookie|name|address|contact|number|caller|callee|from$|^to$|body|text|note|fault|input|key$/i;
/** Numbers under these names are no phone numbers. */
const PLAIN_NUMBER_KEY = /(?:At|Ms|since|until|count|size|bytes|version|port|pid|seq|epoch|status|id)$/i;

export const REDACTED = '[…]';

export function redactText(text: string): string {
  const kept: string[] = [];
  return text
    .replaceAll(UUID, (id) => `\u0000${String.fromCharCode(0xe000 + kept.push(id) - 1)}\u0000`)
    .replaceAll(LONG_SECRET, REDACTED)
    .replaceAll(LONG_NUMBER, (digits) => `[…${digits.slice(-2)}]`)
    .replaceAll(/\u0000(.)\u0000/g, (_, mark: string) => kept[mark.charCodeAt(0) - 0xe000] ?? REDACTED);
}

/** A copy fit for a log: values under telling names are gone, texts are redacted, depth and length are bounded. */
export function redact(value: unknown, key = '', depth = 0): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Math.abs(value) < 10_000 || PLAIN_NUMBER_KEY.test(key) ? value : REDACTED;
  if (TELLING_KEY.test(key)) return REDACTED;
  if (typeof value === 'string') return redactText(value.slice(0, 2_000));
  if (depth >= 4) return REDACTED;
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}`);
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => redact(item, key, depth + 1));
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).slice(0, 40).map(([name, item]) => [name, redact(item, name, depth + 1)]));
  }
  return REDACTED;
}
