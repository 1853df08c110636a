import type { Random } from './random.ts';

const AREA_CODE = '0591';
const mobilePrefixes = ['133', '153', '173', '177', '180', '181', '189', '190', '191', '193', '199'];
const otherPrefixes = ['138', '139', '159', '186', '187'];

/** Numbers given out so far: a number is made once, sharing is done on purpose. */
export interface NumberStock {
  /** `13312345678`. */
  mobile(): string;
  /** A contact's number with any network. */
  foreignNetworkMobile(): string;
  /** `059183124567`. */
  fixed(): string;
  /** `fzad12345678`. */
  account(): string;
}

export function numberStock(random: Random): NumberStock {
  const given = new Set<string>();
  const once = (make: () => string): string => {
    for (;;) {
      const value = make();
      if (given.has(value)) continue;
      given.add(value);
      return value;
    }
  };
  return {
    mobile: () => once(() => random.pick(mobilePrefixes) + random.digits(8)),
    foreignNetworkMobile: () => once(() => random.pick(otherPrefixes) + random.digits(8)),
    fixed: () => once(() => `${AREA_CODE}${random.pick(['22', '28', '38', '62', '63', '83', '86', '87', '88'])}${random.digits(6)}`),
    account: () => once(() => `fzad${random.digits(8)}`),
  };
}

/** As numbers are stored: E.164 without plus. */
export function stored(national: string): string {
  return `86${national.replace(/^0/, '')}`;
}
