import type { PopCard, ProductSummary } from '#shared/domain/customer.ts';
import type { FaultDraft, RecordOrTyped } from '#shared/domain/intake-form.ts';
import { maskAddress, maskName } from '#shared/domain/masking.ts';
import { maskNumber } from '#shared/domain/number-display.ts';
import { normalizeNumber } from '#shared/domain/number.ts';
import type { LiveCall } from '../calls/lookup.ts';
import { maskService } from '../views/views.ts';

export interface PrefillSource {
  readonly call: LiveCall | null;
  readonly card: PopCard | null;
  readonly areaCode: string | null;
  /** The hub is away: why no remote test was made is known by itself. */
  readonly hubAway: boolean;
}

/** Fills what is empty from call and card, as references the desk cannot read in full; never overwrites. */
export function prefill(fault: FaultDraft, source: PrefillSource): FaultDraft {
  const { call, card } = source;
  const product = card === null ? null : likelyProduct(card);
  const caller = callerReference(source);
  return {
    ...fault,
    contactNumber: fault.contactNumber ?? caller,
    contactName: fault.contactName ?? (card !== null && isHolder(card, call) ? record('customer:name', maskName(card.name)) : null),
    serviceKind: fault.serviceKind ?? product?.kind ?? null,
    serviceNumber: fault.serviceNumber ?? (product === null ? null : record(`product:${product.id}`, maskService(product.serviceNumber))),
    address: fault.address ?? (card === null ? null : record('customer:address', maskAddress(card.address))),
    gridCode: fault.gridCode ?? card?.gridCode ?? null,
    oltCode: fault.oltCode ?? card?.oltCode ?? null,
    settlement: fault.settlement ?? card?.settlement ?? null,
    test: fault.test ?? (source.hubAway ? { kind: 'none', reason: 'hubOffline' } : null),
  };
}

/** An unmatched number is offered as the contact's, a withheld one or our own trunk never. */
function callerReference({ call, areaCode }: PrefillSource): RecordOrTyped | null {
  if (call === null || call.number === null || call.withheld || call.trunk) return null;
  return record('caller', maskNumber(normalizeNumber(call.number, { trunkAreaCode: areaCode })));
}

/** Whoever calls from the holder's own number is greeted as the holder; a hint, the agent may change it. */
function isHolder(card: PopCard, call: LiveCall | null): boolean {
  return call?.numberKey != null && card.numbers.some((link) => link.relation === 'holder' && link.value === call.numberKey);
}

function likelyProduct(card: PopCard): ProductSummary | null {
  const active = card.products.filter((product) => product.status !== 'terminated');
  const lines = active.filter((product) => product.kind === 'broadband');
  const [only] = active.length === 1 ? active : lines.length === 1 ? lines : [];
  return only ?? null;
}

function record(ref: string, masked: string): RecordOrTyped {
  return { from: 'record', ref, masked };
}

/** The full value behind a reference, or null when it cannot be had any more. */
export function resolveReference(value: RecordOrTyped | null, source: Pick<PrefillSource, 'call' | 'card' | 'areaCode'>): string | null {
  if (value === null) return null;
  if (value.from === 'typed') return value.value;
  const { call, card, areaCode } = source;
  const [kind, first, second] = value.ref.split(':');
  switch (kind) {
    case 'caller':
      return call?.number == null ? null : national(call.number, areaCode);
    case 'product':
      return card?.products.find((product) => product.id === value.ref.slice('product:'.length))?.serviceNumber ?? null;
    case 'customer':
      if (card === null) return null;
      if (first === 'name') return card.name;
      if (first === 'address') return card.address;
      return first === 'number' ? national(card.numbers[Number(second)]?.value ?? '', areaCode) : null;
    default:
      return null;
  }
}

function national(number: string, areaCode: string | null): string | null {
  const known = normalizeNumber(number, { trunkAreaCode: areaCode });
  return known.national ?? (number === '' ? null : number.slice(0, 32));
}
