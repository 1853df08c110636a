import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { splitAreaCode, subscriberLengths } from './area-codes.ts';
import { isServiceCode } from './number-service-codes.ts';

/**
 * What a number is. `service` covers short codes (10000, 110, 95588) and 400/800 numbers; `anonymous` a
 * caller who shows no number; `unknown` everything that cannot be told, extensions included.
 */
export type NumberKind = 'mobile' | 'fixed' | 'service' | 'iot' | 'foreign' | 'anonymous' | 'unknown';

/** A number as it was shown and as it is understood. A number is a hint who calls, never a proof. */
export interface PhoneNumber {
  /** As received, trimmed; empty when nothing was sent. */
  readonly raw: string;
  /** `+8613312345678`; null for short codes, extensions and what could not be understood. */
  readonly e164: string | null;
  readonly kind: NumberKind;
  /** Area code with its zero (`025`) of a fixed line or of a service code dialled with one. */
  readonly areaCode: string | null;
  /** Digits as dialled inside the country: `13312345678`, `02583241234`, `10000`; null when there are none. */
  readonly national: string | null;
  /** `10000` in `10000` and in `02510000`. */
  readonly serviceCode: string | null;
  /** Who issued the mobile prefix. Numbers are ported (携号转网): this is not who serves it today. */
  readonly originalNetwork: 'telecom' | 'other' | null;
  /** True for one of the switchboard's own trunk numbers: the real caller is not known. */
  readonly trunk: boolean;
}

/** Where a number was seen; a bare local number means nothing without it. */
export interface NumberContext {
  /** Area code (with its zero) of the trunk a bare local number came in on. */
  readonly trunkAreaCode?: string | null;
  /** Numbers of our own trunks, in any notation. */
  readonly trunkNumbers?: readonly string[];
}

const MOBILE = /^1[3-9]\d{9}$/;
const IOT = /^(?:14\d|106)\d{10}$/;
const SHARED_COST = /^[48]00\d{7}$/;
const TELECOM_MOBILE = /^(?:133|149|153|162|170[0-2]|173|1740[0-5]|177|18[019]|19[0139])/;
const WITHHELD = /^(?:anonymous|unavailable|unknown|restricted|private|withheld)$/i;
/** 17901…: an IP-telephony prefix before a complete number. 179 is no mobile prefix; the others need a mobile or trunk zero behind them. */
const IP_PREFIX = /^(?:179\d\d(?=0\d{6,})|17\d{3}(?=(?:0\d{9,}|1[3-9]\d{9})$))/;

/** Bring a number from SIP, a form or a file into one shape. Never throws and never refuses: what is not understood is `unknown`. */
export function normalizeNumber(raw: string, context: NumberContext = {}): PhoneNumber {
  const text = raw.normalize('NFKC').trim();
  const user = userPart(text);
  if (user === '' || WITHHELD.test(user)) return { ...EMPTY, raw: text, kind: 'anonymous' };
  const compact = user.replaceAll(/[\s().\-/]/g, '');
  if (!/^\+?\d+$/.test(compact)) return { ...EMPTY, raw: text };
  const found = { ...EMPTY, ...classify(compact, context.trunkAreaCode ?? null), raw: text };
  return { ...found, trunk: isTrunk(found, context) };
}

type Classified = Omit<PhoneNumber, 'raw' | 'trunk'>;

const EMPTY: PhoneNumber = {
  raw: '', e164: null, kind: 'unknown', areaCode: null, national: null, serviceCode: null, originalNetwork: null, trunk: false,
};

/** User part of a bare number, `tel:` or `sip:` URI, with name, host and parameters (`;npdi`, `;phone-context`) cut off. */
function userPart(text: string): string {
  const inBrackets = /<([^>]*)>/.exec(text)?.[1] ?? text;
  const withoutScheme = inBrackets.trim().replace(/^(?:tel|sips?):/i, '');
  const user = withoutScheme.split('@')[0] ?? '';
  return decodePercent(user.split(';')[0] ?? '').trim();
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function classify(dialled: string, trunkAreaCode: string | null): Classified {
  const bare = dialled.replace(/^\+|^00/, '');
  if (dialled !== bare && !bare.startsWith('86')) return foreign(dialled, bare);
  if (dialled !== bare) return domestic(bare.slice(2), trunkAreaCode) ?? unknown(bare.slice(2));
  const found = domestic(dialled, trunkAreaCode);
  if (found !== null) return found;
  const withoutCountry = /^86(?=\d{10,})/.test(dialled) ? domestic(dialled.slice(2), null) : null;
  if (withoutCountry !== null) return withoutCountry;
  const withoutPrefix = dialled.replace(IP_PREFIX, '');
  if (withoutPrefix !== dialled) return classify(withoutPrefix, trunkAreaCode);
  return unknown(dialled);
}

/** A number of this country without country code, or null. The order matters: short codes first, then by shape. */
function domestic(digits: string, trunkAreaCode: string | null): Classified | null {
  if (isServiceCode(digits)) return service(digits, null);
  if (SHARED_COST.test(digits)) return { ...EMPTY, kind: 'service', national: digits, e164: `+86${digits}` };
  const withoutZero = digits.replace(/^0(?=1[3-9]\d{9}$)/, '');
  if (MOBILE.test(withoutZero)) return mobile(withoutZero);
  if (IOT.test(digits)) return { ...EMPTY, kind: 'iot', national: digits, e164: `+86${digits}` };
  const split = splitAreaCode(digits);
  if (split !== null && isServiceCode(split.rest)) return service(split.rest, split.areaCode);
  return fixedWithZero(digits) ?? (digits.startsWith('0') ? null : (fixedWithZero(`0${digits}`) ?? local(digits, trunkAreaCode)));
}

function fixedWithZero(digits: string): Classified | null {
  const split = splitAreaCode(digits);
  if (split !== null && isSubscriber(split.areaCode, split.rest)) return fixed(split.areaCode, split.rest);
  if (!digits.startsWith('0')) return null;
  // A code or length our table does not have (yet): the public metadata may know it.
  const parsed = parsePhoneNumberFromString(digits, 'CN');
  if (parsed?.getType() !== 'FIXED_LINE' || parsed.country !== 'CN') return null;
  const areaCode = split?.areaCode ?? parsed.formatNational().split(' ')[0] ?? null;
  return { ...EMPTY, kind: 'fixed', areaCode, national: `0${parsed.nationalNumber}`, e164: parsed.number };
}

function local(digits: string, trunkAreaCode: string | null): Classified | null {
  return trunkAreaCode !== null && isSubscriber(trunkAreaCode, digits) ? fixed(trunkAreaCode, digits) : null;
}

function isSubscriber(areaCode: string, digits: string): boolean {
  return /^[2-8]/.test(digits) && subscriberLengths(areaCode).includes(digits.length);
}

function fixed(areaCode: string, subscriber: string): Classified {
  return { ...EMPTY, kind: 'fixed', areaCode, national: areaCode + subscriber, e164: `+86${areaCode.slice(1)}${subscriber}` };
}

function mobile(digits: string): Classified {
  return {
    ...EMPTY, kind: 'mobile', national: digits, e164: `+86${digits}`,
    originalNetwork: TELECOM_MOBILE.test(digits) ? 'telecom' : 'other',
  };
}

function service(code: string, areaCode: string | null): Classified {
  return { ...EMPTY, kind: 'service', areaCode, serviceCode: code, national: (areaCode ?? '') + code };
}

function foreign(dialled: string, digits: string): Classified {
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  const e164 = parsed?.number ?? (/^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : null);
  return e164 === null ? unknown(dialled) : { ...EMPTY, kind: 'foreign', e164, national: `00${e164.slice(1)}` };
}

function unknown(digits: string): Classified {
  return { ...EMPTY, national: digits };
}

function isTrunk(number: PhoneNumber, context: NumberContext): boolean {
  if (number.national === null) return false;
  const { trunkAreaCode = null } = context;
  return (context.trunkNumbers ?? []).some((own) => normalizeNumber(own, { trunkAreaCode }).national === number.national);
}
