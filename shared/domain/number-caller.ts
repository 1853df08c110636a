/**
 * Who a SIP request says is calling. Header values are untrusted text from the network: they are only cut
 * apart here, bounded and cleaned of control characters; `normalizeNumber` makes sense of the number.
 */
export interface CallerHeaders {
  /** P-Asserted-Identity (RFC 3325), one value per entry. */
  readonly pAssertedIdentity?: readonly string[];
  /** Remote-Party-ID (draft-ietf-sip-privacy). */
  readonly remotePartyId?: string | null;
  readonly from?: string | null;
  /** Privacy (RFC 3323/3325). */
  readonly privacy?: string | null;
}

export interface Caller {
  /** URI or number as sent, for `normalizeNumber`; empty when withheld or missing. */
  readonly raw: string;
  readonly displayName: string;
  /** Which header was believed. */
  readonly source: 'pAssertedIdentity' | 'remotePartyId' | 'from' | 'none';
  /** The caller asked not to be shown (`Privacy: id|user|header`); the number must not be shown or looked up. */
  readonly withheld: boolean;
}

const MAX_HEADER = 512;

/**
 * Order of trust: P-Asserted-Identity (only from a trusted trunk), then Remote-Party-ID (same), then From,
 * which anybody can write. `Privacy: id` is honoured even when an asserted identity is there.
 */
export function callerFromHeaders(headers: CallerHeaders, options: { readonly trusted: boolean }): Caller {
  const withheld = /(?:^|[;,\s])(?:id|user|header)(?:$|[;,\s])/i.test(headers.privacy ?? '');
  const asserted = options.trusted ? pickIdentity(headers.pAssertedIdentity ?? []) : null;
  const remoteParty = options.trusted ? parseNameAddr(headers.remotePartyId ?? '') : null;
  const from = parseNameAddr(headers.from ?? '');
  const [source, chosen] =
    asserted !== null ? (['pAssertedIdentity', asserted] as const)
    : remoteParty !== null ? (['remotePartyId', remoteParty] as const)
    : from !== null ? (['from', from] as const)
    : (['none', { uri: '', displayName: '' }] as const);
  const hidden = withheld || (source === 'remotePartyId' && /;\s*privacy=(?:full|uri|name)/i.test(headers.remotePartyId ?? ''));
  return hidden ? { raw: '', displayName: '', source, withheld: true } : { raw: chosen.uri, displayName: chosen.displayName, source, withheld: false };
}

/** Of several asserted identities (RFC 3325 allows a sip: and a tel: one) the tel: URI names the number best. */
function pickIdentity(values: readonly string[]): NameAddr | null {
  const parsed = values.map(parseNameAddr).filter((value) => value !== null);
  return parsed.find((value) => /^tel:/i.test(value.uri)) ?? parsed[0] ?? null;
}

interface NameAddr {
  readonly uri: string;
  readonly displayName: string;
}

/** `"名" <sip:a@b;x=y>;tag=1`, `<tel:+86…>` or a bare URI. Null for what is none of these. */
export function parseNameAddr(header: string): NameAddr | null {
  if (header.length > MAX_HEADER) return null;
  const clean = cleanText(header);
  const named = /^(?:"((?:[^"\\]|\\.)*)"|([^<"]*))\s*<\s*((?:sips?|tel):[^<>\s]*)\s*>/i.exec(clean);
  if (named !== null) {
    return { uri: named[3] ?? '', displayName: (named[1] ?? named[2] ?? '').replaceAll(/\\(.)/g, '$1').trim() };
  }
  const bare = /^((?:sips?|tel):[^<>\s]+|\+?\d[\d-]*)$/i.exec(clean);
  return bare === null ? null : { uri: bare[1] ?? '', displayName: '' };
}

/** Header text without control and direction-changing characters, bounded: safe to show and to store. */
export function cleanText(text: string, maxLength = MAX_HEADER): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, maxLength);
}
