/** PostgreSQL stores neither NUL nor half a surrogate pair; both can be pasted into a form. */
const UNSTORABLE = /\u0000|\p{Cs}/u;

/** True if every text in an already parsed message (so of bounded depth) can be stored. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (Array.isArray(value)) return value.every(isStorable);
  if (typeof value === 'object' && value !== null) return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item));
  return true;
}
