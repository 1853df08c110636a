/** The two windows and the page of the shell itself; each has a host of its own under `app://`. */
export type PageHost = 'desk' | 'phone' | 'shell';

export interface CspOptions {
  /** Fresh for every document. */
  readonly nonce: string;
  /** Origins the phone may open sockets to. */
  readonly sipServers: readonly string[];
  /** Origin of the development server; null in a package and in a built program. */
  readonly devServer: string | null;
}

/**
 * The Content-Security-Policy of a window. No inline and no evaluated script anywhere; style elements need the
 * document's nonce; the desk reaches nothing but its own host, the phone nothing but the configured edges.
 */
export function buildCsp(host: PageHost, options: CspOptions): string {
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': scriptSources(host, options),
    'style-src': ["'self'", `'nonce-${options.nonce}'`],
    'img-src': host === 'phone' ? [] : ["'self'", 'data:'],
    'font-src': host === 'desk' ? ["'self'"] : [],
    'media-src': host === 'phone' ? ["'self'", 'data:', 'blob:'] : [],
    'worker-src': host === 'phone' ? ["'self'"] : [],
    'connect-src': connectSources(host, options),
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
  };
  return Object.entries(directives)
    .filter(([, sources]) => sources.length > 0)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

function scriptSources(host: PageHost, options: CspOptions): readonly string[] {
  if (host === 'shell') return ["'none'"];
  // The development server puts one inline script of its own into the page; it gets the nonce, nothing else does.
  return options.devServer === null ? ["'self'"] : ["'self'", `'nonce-${options.nonce}'`];
}

function connectSources(host: PageHost, options: CspOptions): readonly string[] {
  if (host === 'shell') return [];
  const hotReload = options.devServer === null ? [] : hotReloadSockets(host, options.devServer);
  return ["'self'", ...(host === 'phone' ? options.sipServers.map(socketOrigin) : []), ...hotReload];
}

/**
 * Where Vite's client looks for its server: first at the host the page came from, where nobody is, and only after
 * that has failed at the server itself. Forbidding the first would stop it from trying the second.
 */
export function hotReloadSockets(host: 'desk' | 'phone', devServer: string): readonly string[] {
  return [devServer.replace(/^http/, 'ws'), `ws://${host}`];
}

/** `wss://host:port` of an address; paths would make the policy depend on redirects. */
export function socketOrigin(address: string): string {
  const url = new URL(address);
  return `${url.protocol}//${url.host}`;
}
