import { splitAreaCode } from './area-codes.ts';
import type { PhoneNumber } from './number.ts';

/** A number for people: `133 1234 5678`, `0591-87123426`, `010-88886666`, `+852 …` as digits; short codes as they are. Empty for a hidden one. */
export function formatNumber(number: PhoneNumber): string {
  switch (number.kind) {
    case 'mobile':
      return (number.national ?? '').replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
    case 'fixed':
      return joinAreaCode(number, (rest) => rest);
    case 'service':
      return number.areaCode === null ? (number.national ?? '') : `${number.areaCode}-${number.serviceCode ?? ''}`;
    case 'foreign':
      return number.e164 ?? number.raw;
    case 'iot':
    case 'unknown':
      return number.national ?? number.raw;
    case 'anonymous':
      return '';
  }
}

/**
 * A number with its middle hidden: `133****5678`, `0591-87****26`, `010-88****66`, foreign `+852****567`.
 * Short codes and extensions name no person and stay whole. What is not digits is hidden altogether.
 */
export function maskNumber(number: PhoneNumber): string {
  switch (number.kind) {
    case 'mobile':
    case 'iot':
      return mask(number.national ?? '', 3, 4);
    case 'fixed':
      return joinAreaCode(number, (rest) => mask(rest, 2, 2));
    case 'service':
      return formatNumber(number);
    case 'foreign':
      return mask(number.e164 ?? '', 4, 3);
    case 'unknown':
      return number.national === null ? hideAll(number.raw) : number.national.length <= 6 ? number.national : mask(number.national, 2, 2);
    case 'anonymous':
      return '';
  }
}

/** A broadband or other account with its middle hidden: `0591****8832`. */
export function maskAccount(account: string): string {
  return account.length <= 4 ? hideAll(account) : mask(account, Math.min(4, account.length - 4), 4);
}

function joinAreaCode(number: PhoneNumber, show: (rest: string) => string): string {
  const national = number.national ?? '';
  const rest = number.areaCode === null ? national : national.slice(number.areaCode.length);
  const areaCode = number.areaCode ?? splitAreaCode(national)?.areaCode ?? '';
  return areaCode === '' ? show(rest) : `${areaCode}-${show(rest)}`;
}

function mask(text: string, head: number, tail: number): string {
  return text.length <= head + tail ? hideAll(text) : `${text.slice(0, head)}****${text.slice(-tail)}`;
}

function hideAll(text: string): string {
  return text === '' ? '' : '****';
}
