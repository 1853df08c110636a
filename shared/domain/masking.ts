/**
 * What of a name or an address may be shown without a reason: enough to greet and to compare, not enough to
 * find someone. Numbers are masked in `number-display.ts`. Masking is for screens; it is not encryption.
 */
const mark = '*';

/** `张三丰` → `张*丰`, `王五` → `王*`, `欧阳娜娜` → `欧**娜`, `福州榕鑫商贸` → `福州*鑫商贸`, `John Smith` → `J*** S****`. */
export function maskName(name: string): string {
  const text = name.normalize('NFKC').trim();
  if (text === '') return '';
  if (!/\p{Script=Han}/u.test(text)) return text.split(/\s+/).map((word) => maskRest([...word])).join(' ');
  const chars = [...text];
  if (chars.length <= 1) return mark;
  if (chars.length === 2) return `${chars[0] ?? ''}${mark}`;
  // Five and more are a firm's name: place, one character hidden, the rest.
  if (chars.length >= 5 && !text.includes('·')) return chars.map((char, index) => (index === 2 ? mark : char)).join('');
  return chars.map((char, index) => (index === 0 || index === chars.length - 1 || char === '·' ? char : mark)).join('');
}

function maskRest(chars: readonly string[]): string {
  return chars.map((char, index) => (index === 0 ? char : mark)).join('');
}

const DISTRICT = /(?:^|[省市州盟])([^省市州盟区县旗]{1,8}[区县旗])/u;
const TOWN = /^[^\d路巷弄村]{1,6}?(?:街道|镇|乡)/u;
const COUNTY_CITY = /市([^省市区县]{1,6}市)/u;
const STREET = /([^省市区县旗镇乡]{1,12}?(?:大道|路|街|巷|弄|道|村))/u;

/** Street level: `福建省福州市鼓楼区江滨路12号3座501` → `鼓楼区江*路`. What cannot be read keeps its first two characters. */
export function maskAddress(address: string): string {
  const text = address.normalize('NFKC').trim();
  const district = DISTRICT.exec(text)?.[1] ?? COUNTY_CITY.exec(text)?.[1] ?? '';
  const rest = (district === '' ? text : text.slice(text.indexOf(district) + district.length)).replace(TOWN, '');
  const street = STREET.exec(rest)?.[1]?.trim() ?? '';
  if (street !== '') return `${district}${maskStreet(street)}`;
  if (district !== '') return `${district}${mark}`;
  return `${[...text].slice(0, 2).join('')}${mark}`;
}

/** One character hidden, as `江*路` and `江*西路`: enough to tell neighbours apart on the screen. */
function maskStreet(street: string): string {
  const suffix = /(?:大道|路|街|巷|弄|道|村)$/u.exec(street)?.[0] ?? '';
  const name = [...street.slice(0, street.length - suffix.length)];
  const hidden = name.length > 1 ? 1 : 0;
  return `${name.map((char, index) => (index === hidden ? mark : char)).join('')}${suffix}`;
}
