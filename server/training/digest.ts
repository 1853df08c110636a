import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Digest access authentication for SIP (RFC 3261 §22, RFC 2617, MD5 with qop=auth: what SIP.js speaks). */

const credentials = z.object({
  username: z.string().min(1).max(128),
  realm: z.string().max(253),
  nonce: z.string().max(256),
  uri: z.string().min(1).max(512),
  response: z.string().regex(/^[0-9a-f]{32}$/i),
  qop: z.literal('auth'),
  nc: z.string().regex(/^[0-9a-f]{8}$/i),
  cnonce: z.string().min(1).max(256),
  algorithm: z.literal('MD5').optional(),
});

export type DigestVerdict =
  | { readonly ok: true; readonly user: string }
  /** `challenge`: none or unusable credentials; `stale`: right form, old nonce; `refused`: wrong user or password. */
  | { readonly ok: false; readonly why: 'challenge' | 'stale' | 'refused' };

export interface DigestRequest {
  readonly method: string;
  readonly uri: string;
  /** Value of the Authorization header. */
  readonly authorization: string | undefined;
  /** The user the request is about (To and From); someone else's valid password does not count. */
  readonly user: string;
}

const NONCE_MS = 60_000;

export class DigestGuard {
  readonly #realm: string;
  readonly #secret: Buffer;
  readonly #password: (user: string) => string | undefined;
  readonly #clock: () => number;
  /** Highest nonce count seen, against replay; entries die with their nonce. */
  readonly #counts = new Map<string, { readonly count: number; readonly expiresAt: number }>();

  constructor(options: { realm: string; secret: Buffer; password: (user: string) => string | undefined; clock: () => number }) {
    this.#realm = options.realm;
    this.#secret = options.secret;
    this.#password = options.password;
    this.#clock = options.clock;
  }

  /** Value for WWW-Authenticate with a fresh nonce: the time and a MAC over it, so nothing is kept for a stranger. */
  challenge(stale: boolean): string {
    const time = Math.floor(this.#clock()).toString(36);
    return `Digest realm="${this.#realm}", nonce="${time}.${this.#mac(time)}", qop="auth", algorithm=MD5${stale ? ', stale=true' : ''}`;
  }

  verify(request: DigestRequest): DigestVerdict {
    const parsed = credentials.safeParse(parseDigest(request.authorization ?? ''));
    if (!parsed.success || parsed.data.realm !== this.#realm) return { ok: false, why: 'challenge' };
    const given = parsed.data;
    const issuedAt = this.#issuedAt(given.nonce);
    if (issuedAt === null) return { ok: false, why: 'challenge' };
    const expected = this.#expected(request.method, given);
    if (given.uri !== request.uri || given.username !== request.user || expected === null || !sameText(expected, given.response.toLowerCase())) {
      return { ok: false, why: 'refused' };
    }
    return this.#useOnce(given.nonce, Number.parseInt(given.nc, 16), issuedAt) ? { ok: true, user: given.username } : { ok: false, why: 'stale' };
  }

  #expected(method: string, given: z.infer<typeof credentials>): string | null {
    const password = this.#password(given.username);
    if (password === undefined) return null;
    const secret = md5(`${given.username}:${this.#realm}:${password}`);
    return md5([secret, given.nonce, given.nc, given.cnonce, 'auth', md5(`${method}:${given.uri}`)].join(':'));
  }

  #useOnce(nonce: string, count: number, issuedAt: number): boolean {
    const now = this.#clock();
    for (const [known, { expiresAt }] of this.#counts) if (expiresAt < now) this.#counts.delete(known);
    const expiresAt = issuedAt + NONCE_MS;
    if (expiresAt < now || count <= (this.#counts.get(nonce)?.count ?? 0)) return false;
    this.#counts.set(nonce, { count, expiresAt });
    return true;
  }

  #issuedAt(nonce: string): number | null {
    const [time = '', mac = ''] = nonce.split('.');
    return sameText(mac, this.#mac(time)) ? Number.parseInt(time, 36) : null;
  }

  #mac(time: string): string {
    return createHmac('sha256', this.#secret).update(time).digest('base64url');
  }
}

/** `Digest a="b", c=d` as an object; a field given twice makes the whole unusable. */
export function parseDigest(header: string): Record<string, string> {
  if (header.length > 2_048 || !/^Digest\s/i.test(header)) return {};
  const fields: Record<string, string> = {};
  for (const [, name = '', quoted, plain] of header.slice(7).matchAll(/([A-Za-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g)) {
    if (Object.hasOwn(fields, name)) return {};
    fields[name] = quoted ?? plain ?? '';
  }
  return fields;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
