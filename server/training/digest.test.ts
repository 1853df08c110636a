import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DigestGuard, parseDigest } from './digest.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const uri = 'sip:phones.example';
let now = 0;
let guard: DigestGuard;

beforeEach(() => {
  now = 1_000_000;
  guard = new DigestGuard({ realm: 'r', secret: Buffer.alloc(32, 1), password: (user) => ({ '8001': 'secret' })[user], clock: () => now });
});

function authorize(change: Partial<Record<'username' | 'password' | 'nonce' | 'nc' | 'uri' | 'realm', string>> = {}): string {
  const nonce = change.nonce ?? /nonce="([^"]+)"/.exec(guard.challenge(false))?.[1] ?? '';
  const { username = '8001', password = 'secret', nc = '00000001', realm = 'r' } = change;
  const digestUri = change.uri ?? uri;
  const response = md5([md5(`${username}:${realm}:${password}`), nonce, nc, 'c', 'auth', md5(`REGISTER:${digestUri}`)].join(':'));
  return `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${digestUri}", response="${response}", qop=auth, nc=${nc}, cnonce="c", algorithm=MD5`;
}
const verify = (authorization: string | undefined, user = '8001') => guard.verify({ method: 'REGISTER', uri, authorization, user });

describe('DigestGuard', () => {
  it('lets the right password in', () => expect(verify(authorize())).toEqual({ ok: true, user: '8001' }));
  it.each([
    ['nothing', undefined], ['basic', 'Basic abc'], ['empty', 'Digest '], ['another realm', authorizeLater({ realm: 'x' })], ['a made-up nonce', authorizeLater({ nonce: 'abc.def' })],
  ])('challenges %s', (_, header) => {
    expect(verify(typeof header === 'function' ? header() : header)).toEqual({ ok: false, why: 'challenge' });
  });
  it.each([
    ['a wrong password', { password: 'x' }, '8001'], ['an unknown user', { username: '9' }, '9'], ['another URI', { uri: 'sip:else' }, '8001'], ['another extension', {}, '8002'],
  ] as const)('refuses %s', (_, change, user) => expect(verify(authorize(change), user)).toEqual({ ok: false, why: 'refused' }));
  it('calls an old nonce stale, and a replay too', () => {
    const header = authorize();
    expect(verify(header).ok).toBe(true);
    expect(verify(header)).toEqual({ ok: false, why: 'stale' });
    const nonce = parseDigest(header)['nonce'] ?? '';
    expect(verify(authorize({ nonce, nc: '00000002' })).ok).toBe(true);
    now += 61_000;
    expect(verify(authorize({ nonce, nc: '00000003' }))).toEqual({ ok: false, why: 'stale' });
  });
  it('an unusable header is nothing', () => {
    expect(parseDigest('Digest a=1, a=2')).toEqual({});
    expect(parseDigest(`Digest a="${'x'.repeat(3000)}"`)).toEqual({});
  });
});

function authorizeLater(change: Parameters<typeof authorize>[0]): () => string {
  return () => authorize(change);
}
