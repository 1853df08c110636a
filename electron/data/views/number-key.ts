import { normalizeNumber, type NumberContext, type PhoneNumber } from '#shared/domain/number.ts';

/** The form numbers are stored and looked up by (see `NumberLink`): E.164 without plus, else the digits as dialled; null for a hidden one. */
export function numberKey(number: PhoneNumber): string | null {
  return number.e164?.slice(1) ?? number.national;
}

export function numberKeyOf(raw: string, context: NumberContext = {}): string | null {
  return numberKey(normalizeNumber(raw, context));
}
