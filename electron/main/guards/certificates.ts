import { X509Certificate } from 'node:crypto';

/** A certificate as the browser hands it over: PEM, and the one that issued it where it was sent along. */
export interface PresentedCertificate {
  readonly data: string;
  readonly issuerCert?: PresentedCertificate | undefined;
}

const LONGEST_CHAIN = 6;

/**
 * Whether a server's certificate is for `hostname`, valid now, and signed (through intermediates it presents)
 * by one of the authorities in `caPem`. For sites whose SIP edges have certificates of the company's own authority.
 */
export function isSignedBy(caPem: string, presented: PresentedCertificate, hostname: string, now: Date): boolean {
  try {
    const authorities = splitPem(caPem).map((pem) => new X509Certificate(pem)).filter((authority) => isValid(authority, now));
    const leaf = new X509Certificate(presented.data);
    if (leaf.checkHost(hostname, { subject: 'never' }) === undefined && leaf.checkIP(hostname) === undefined) return false;
    let current = leaf;
    let next = presented.issuerCert;
    for (let depth = 0; depth < LONGEST_CHAIN; depth += 1) {
      if (!isValid(current, now)) return false;
      if (authorities.some((authority) => isIssuedBy(current, authority))) return true;
      if (next === undefined) return false;
      const issuer = new X509Certificate(next.data);
      // A root that signs itself and is none of ours ends the chain.
      if (issuer.fingerprint256 === current.fingerprint256 || !isIssuedBy(current, issuer)) return false;
      current = issuer;
      next = next.issuerCert;
    }
    return false;
  } catch {
    return false;
  }
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isValid(certificate: X509Certificate, now: Date): boolean {
  return new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo);
}

function splitPem(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}
