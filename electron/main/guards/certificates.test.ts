import { describe, expect, it } from 'vitest';
import {
  companyAuthority, intermediate, namesakeAuthority, signedByCompany, signedByIntermediate, signedByLeaf, signedByNamesake,
} from './certificates.fixture.ts';
import { isSignedBy } from './certificates.ts';

const now = new Date('2030-01-01');

describe('isSignedBy', () => {
  it('accepts what the configured authority signed, directly or through an intermediate', () => {
    expect(isSignedBy(companyAuthority, { data: signedByCompany }, 'edge.example', now)).toBe(true);
    expect(isSignedBy(companyAuthority, { data: signedByCompany }, '192.0.2.7', now)).toBe(true);
    expect(isSignedBy(companyAuthority, { data: signedByIntermediate, issuerCert: { data: intermediate } }, 'edge.example', now)).toBe(true);
    expect(isSignedBy(`${namesakeAuthority}\n${companyAuthority}`, { data: signedByCompany }, 'edge.example', now)).toBe(true);
  });

  it.each([
    ['another host', companyAuthority, { data: signedByCompany }, 'other.example', now],
    ['another address', companyAuthority, { data: signedByCompany }, '192.0.2.8', now],
    ['an authority of the same name with another key', companyAuthority, { data: signedByNamesake }, 'edge.example', now],
    ['a missing intermediate', companyAuthority, { data: signedByIntermediate }, 'edge.example', now],
    ['a leaf that plays the issuer', companyAuthority, { data: signedByLeaf, issuerCert: { data: signedByCompany } }, 'edge.example', now],
    ['a time before it is valid', companyAuthority, { data: signedByCompany }, 'edge.example', new Date('2020-01-01')],
    ['a time after it has expired', companyAuthority, { data: signedByCompany }, 'edge.example', new Date('2200-01-01')],
    ['no authority', '', { data: signedByCompany }, 'edge.example', now],
    ['nonsense', companyAuthority, { data: 'nonsense' }, 'edge.example', now],
  ])('refuses %s', (_what, ca, presented, hostname, at) => {
    expect(isSignedBy(ca, presented, hostname, at)).toBe(false);
  });
});
