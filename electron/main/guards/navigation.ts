import { originOf } from '../protocol/page-files.ts';
import type { PageHost } from '../protocol/csp.ts';

/** A window may load documents of its own host only. */
export function mayNavigate(host: PageHost, address: string): boolean {
  return belongsTo(host, address);
}

/**
 * What a window's session may request at all; the CSP says the same, this holds even where a CSP has no say.
 * `data:` and `blob:` make no request.
 */
export function mayRequest(host: PageHost, address: string, extraOrigins: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol === 'data:' || url.protocol === 'blob:' || url.protocol === 'devtools:') return true;
  return belongsTo(host, address) || extraOrigins.includes(`${url.protocol}//${url.host}`);
}

/** Whether an address or origin is the host's own. `URL.origin` is 'null' for own schemes, hence host and scheme. */
export function belongsTo(host: PageHost, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return `${url.protocol}//${url.host}` === originOf(host) && url.username === '' && url.password === '';
}
