/**
 * Short service codes. They look like nothing a phone-number library knows, so they go first.
 * Source: the public numbering plan for short codes (电信网编号计划): carriers' hotlines, authorities, emergency
 * numbers, and the ranges 95xxx/96xxx (banks, insurers, local services) and 12xxx (government lines).
 */
const CODES: ReadonlySet<string> = new Set([
  '10000', '10001', '10086', '10010', '10099',
  '12300', '12315', '12321', '12345', '12381',
  '110', '112', '114', '119', '120', '122', '189', '180',
  '116114', '118114',
]);

const RANGES = /^(?:95\d{3,4}|96\d{3,4}|12[13]\d{2}|100\d{2})$/;

/** True for a short code dialled without area code. */
export function isServiceCode(digits: string): boolean {
  return CODES.has(digits) || RANGES.test(digits);
}
