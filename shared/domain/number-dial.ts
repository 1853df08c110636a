import { normalizeNumber, type NumberContext, type PhoneNumber } from './number.ts';

/** What to send to the SIP edge, or why not. `dial` holds digits, or a feature code with `*` and `#`. */
export type DialCheck =
  | { readonly ok: true; readonly dial: string; readonly number: PhoneNumber }
  | { readonly ok: false; readonly reason: 'empty' | 'characters' | 'length' };

/**
 * Check what a person typed into the dial field. Numbers of this country are sent as dialled inside it
 * (a local number gets no area code: the trunk knows its own), foreign ones with 00. Three to five digits
 * may be an extension and pass as they are; so do feature codes (`*61#`).
 */
export function checkDialString(input: string, context: NumberContext = {}): DialCheck {
  const text = input.normalize('NFKC').replaceAll(/[\s().\-/]/g, '').replace(/^tel:/i, '');
  if (text === '') return { ok: false, reason: 'empty' };
  if (!/^\+?[\d*#]+$/.test(text)) return { ok: false, reason: 'characters' };
  if (/[*#]/.test(text)) {
    if (text.startsWith('+') || text.length > 20) return { ok: false, reason: text.startsWith('+') ? 'characters' : 'length' };
    return { ok: true, dial: text, number: normalizeNumber(text, context) };
  }
  if (text.length < 3 || text.length > 20) return { ok: false, reason: 'length' };
  const number = normalizeNumber(text, context);
  const keepsOwnForm = number.kind === 'fixed' && /^[2-8]\d{6,7}$/.test(text);
  const dial = keepsOwnForm || number.national === null ? text.replace('+', '00') : number.national;
  return { ok: true, dial, number };
}
