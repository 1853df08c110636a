import type { NumberLink, PopCard, ProductSummary, Profile, Segment } from '#shared/domain/customer.ts';
import { businessName, keyAccountName, personName } from './names.ts';
import { numberStock, stored, type NumberStock } from './numbers.ts';
import { awayFromOutage, inOutageArea, somewhere, type Place } from './places.ts';
import { seededRandom, type Random } from './random.ts';

const DAY_MS = 24 * 3_600_000;

/** A customer as the seed makes it: the card and what only the profile shows. */
export interface SeededCustomer {
  readonly card: PopCard;
  readonly profile: Omit<Profile, 'customerId' | 'leaseUntil'>;
}

export interface CityPlan {
  readonly customers: number;
  readonly seed: string;
  /** What dates are counted back from, ms; the same day and seed give the same city. */
  readonly today: number;
}

interface Plan {
  readonly name: string;
  readonly fen: number;
  readonly mbps: number;
  readonly iptv: boolean;
  readonly fixed: boolean;
}

const familyPlan: Plan = { name: '全家享 5G 融合 129 元', fen: 12_900, mbps: 500, iptv: true, fixed: false };
const plans: readonly (readonly [Plan, number])[] = [
  [familyPlan, 30],
  [{ name: '全家享 5G 融合 169 元', fen: 16_900, mbps: 1000, iptv: true, fixed: false }, 22],
  [{ name: '全家享 5G 融合 239 元', fen: 23_900, mbps: 2000, iptv: true, fixed: true }, 8],
  [{ name: '单宽带 300M 包年', fen: 6_000, mbps: 300, iptv: false, fixed: false }, 12],
  [{ name: '银龄关爱 59 元', fen: 5_900, mbps: 200, iptv: true, fixed: true }, 8],
  [{ name: '5G 畅享 99 元', fen: 9_900, mbps: 0, iptv: false, fixed: false }, 14],
  [{ name: '固话 25 元', fen: 2_500, mbps: 0, iptv: false, fixed: true }, 6],
];

/** The city's customers one after another, so that a hundred thousand never stand in memory together. */
export function* cityCustomers(plan: CityPlan): Generator<SeededCustomer> {
  const random = seededRandom(`customers:${plan.seed}`);
  const stock = numberStock(random);
  const months = lastMonths(plan.today);
  /** A household that may share its telephone with the next customer: two generations, one number. */
  let household: PopCard | null = null;
  for (let index = 0; index < plan.customers; index += 1) {
    const shares: boolean = index === SHARED_CUSTOMER || (index > SHARED_CUSTOMER && random.chance(0.02));
    const made = makeCustomer({ random, stock, index, today: plan.today, months, household: shares ? household : null });
    const mayShare = index === FAMILY_CUSTOMER || index > SHARED_CUSTOMER;
    if (mayShare && made.card.segment === 'public') household = made.card;
    yield made;
  }
}

/** Positions with a promised property, so that even the smallest city can show it to a demo. */
export const KNOWN_CUSTOMER = 0;
const FAMILY_CUSTOMER = 1;
export const OUTAGE_CUSTOMER = 2;
/** Shares the mobile number of FAMILY_CUSTOMER. */
export const SHARED_CUSTOMER = 3;
export const SMALLEST_CITY = 10;

interface Making {
  readonly random: Random;
  readonly stock: NumberStock;
  readonly index: number;
  readonly today: number;
  readonly months: readonly string[];
  readonly household: PopCard | null;
}

function makeCustomer(making: Making): SeededCustomer {
  const { random, stock, index, today, household } = making;
  // Those with a promise are households in good standing.
  const promised = index <= SHARED_CUSTOMER;
  const segment: Segment = promised || household !== null ? 'public' : random.weighted([['public', 920], ['business', 72], ['keyAccount', 8]] as const);
  const fresh = index === OUTAGE_CUSTOMER ? inOutageArea(random) : index === KNOWN_CUSTOMER ? awayFromOutage(random) : somewhere(random);
  const place = household === null ? fresh : placeOf(household);
  const plan = promised ? familyPlan : random.weighted(plans);
  const since = today - random.int(60, 5200) * DAY_MS;
  const arrears = random.chance(0.04) && !promised ? random.int(1, 3) * plan.fen : 0;
  const suspended = arrears > plan.fen && random.chance(0.6);
  const products = productsFor({ random, stock, segment, plan, suspended });
  const numbers = numbersFor({ random, stock, segment, products, household });
  const stars = segment === 'keyAccount' ? random.int(6, 7) : random.weighted([[1, 6], [2, 14], [3, 30], [4, 26], [5, 16], [6, 6], [7, 2]] as const);
  const card: PopCard = {
    id: random.uuid(),
    accountNo: `2591${String(10_000_000 + index)}`,
    name: segment === 'public' ? personName(random) : segment === 'business' ? businessName(random) : keyAccountName(random),
    segment,
    stars,
    since,
    areaCode: '0591',
    address: place.address,
    settlement: place.settlement,
    gridCode: place.gridCode,
    oltCode: place.oltCode,
    ponPort: place.ponPort,
    planName: segment === 'keyAccount' ? '政企专线' : plan.name,
    arrearsFen: arrears,
    suspended,
    numbers,
    products,
  };
  return { card, profile: profileFor(random, segment === 'keyAccount' ? 1_280_000 : plan.fen, today, making.months) };
}

function placeOf(card: PopCard): Place {
  return { address: card.address, settlement: card.settlement, gridCode: card.gridCode, oltCode: card.oltCode ?? '', ponPort: card.ponPort ?? '' };
}

function productsFor(making: {
  readonly random: Random;
  readonly stock: NumberStock;
  readonly segment: Segment;
  readonly plan: Plan;
  readonly suspended: boolean;
}): ProductSummary[] {
  const { random, stock, segment, plan } = making;
  const status = making.suspended ? 'suspended' : 'active';
  const product = (kind: ProductSummary['kind'], name: string, serviceNumber: string, rateMbps: number | null = null): ProductSummary => ({
    id: random.uuid(), kind, name, serviceNumber, status, rateMbps,
  });
  if (segment === 'keyAccount') {
    return [
      product('circuit', '互联网专线 1000M', `FZ-ZX-${random.digits(6)}`, 1000),
      product('fixed', '中继固话', stock.fixed()),
    ];
  }
  const products = [product('mobile', '移动电话', stock.mobile())];
  if (plan.mbps > 0) {
    const account = stock.account();
    products.push(product('broadband', `光宽带 ${plan.mbps}M`, account, plan.mbps));
    if (plan.iptv) products.push(product('iptv', '天翼高清 4K', `${account}@iptv`));
  }
  if (plan.fixed || segment === 'business') products.push(product('fixed', '固定电话', stock.fixed()));
  return products;
}

function numbersFor(making: {
  readonly random: Random;
  readonly stock: NumberStock;
  readonly segment: Segment;
  readonly products: readonly ProductSummary[];
  readonly household: PopCard | null;
}): NumberLink[] {
  const numbers = making.products.flatMap((product): NumberLink[] => {
    switch (product.kind) {
      case 'mobile':
      case 'fixed':
        return [{ value: stored(product.serviceNumber), kind: product.kind, relation: 'holder' }];
      case 'broadband':
        return [{ value: product.serviceNumber, kind: 'account', relation: 'holder' }];
      case 'iptv':
      case 'circuit':
        return [];
    }
  });
  if (making.household !== null) {
    const shared = making.household.numbers.find((number) => number.kind === 'mobile');
    if (shared !== undefined) numbers.push({ value: shared.value, kind: 'contact', relation: 'contact' });
  }
  if (making.random.chance(making.segment === 'public' ? 0.25 : 0.8)) {
    numbers.push({ value: stored(making.stock.foreignNetworkMobile()), kind: 'contact', relation: 'contact' });
  }
  return numbers;
}

const contacts = ['咨询套餐资费', '查询账单', '宽带报障，已修复', '办理宽带提速', '营业厅补换卡', 'IPTV 卡顿，远程重启恢复', '缴费提醒短信', '装维上门回访'];

/** The twelve months before this one, oldest first: `2026-11`. */
function lastMonths(today: number): readonly string[] {
  const now = new Date(today);
  return Array.from({ length: 12 }, (_, index) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 12 + index, 1)).toISOString().slice(0, 7));
}

function profileFor(random: Random, monthlyFen: number, today: number, months: readonly string[]): SeededCustomer['profile'] {
  const bills = months.map((month) => ({ month, amountFen: Math.round(monthlyFen * (0.92 + random.next() * 0.3)) }));
  const interactions = Array.from({ length: random.weighted([[0, 30], [1, 30], [2, 20], [3, 12], [5, 8]] as const) }, () => ({
    id: random.uuid(),
    at: today - random.int(1, 360) * DAY_MS - random.int(0, 8) * 3_600_000,
    channel: random.weighted([['hotline', 6], ['web', 2], ['hall', 2], ['sms', 2]] as const),
    direction: random.chance(0.8) ? ('inbound' as const) : ('outbound' as const),
    summary: random.pick(contacts),
    status: 'completed' as const,
  })).sort((a, b) => b.at - a.at);
  return {
    contractUntil: random.chance(0.7) ? today + random.int(-60, 700) * DAY_MS : null,
    creditScore: random.chance(0.9) ? random.int(480, 860) : null,
    bills,
    interactions,
  };
}
