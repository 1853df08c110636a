import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { net, protocol, type Session } from 'electron';
import { buildCsp, type PageHost } from './csp.ts';
import { SCHEME, pageFile, withNonce, withScriptNonce } from './page-files.ts';

/** Before `ready`: makes `app://` a secure, standard scheme with origins of its own. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

export interface PageServer {
  /** Folder of the built renderers. */
  readonly root: string;
  readonly sipServers: readonly string[];
  /** Development server whose pages are passed through under the same origins and guards; null otherwise. */
  readonly devServer: string | null;
}

/** Serves a window's documents in its own session, each with its own policy header and nonce. */
export function servePages(session: Session, host: 'desk' | 'phone', server: PageServer): void {
  session.protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET') return refuse(405);
    return server.devServer === null ? serveFile(host, server, request.url) : passThrough(host, server, server.devServer, request.url);
  });
}

/** Serves the one page of the shell itself. */
export function serveShellPage(session: Session, page: (nonce: string) => string): void {
  session.protocol.handle(SCHEME, (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.host !== 'shell' || url.pathname !== '/problem.html') return refuse(404);
    const nonce = freshNonce();
    return document('shell', page(nonce), nonce, { sipServers: [], devServer: null });
  });
}

async function serveFile(host: 'desk' | 'phone', server: PageServer, address: string): Promise<Response> {
  const found = pageFile(server.root, host, address);
  if (found === null) return refuse(404);
  let bytes: Buffer;
  try {
    bytes = await readFile(found.file);
  } catch {
    return refuse(404);
  }
  if (found.contentType.startsWith('text/html')) {
    const nonce = freshNonce();
    return document(host, withNonce(bytes.toString('utf8'), nonce), nonce, server);
  }
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': found.contentType, 'x-content-type-options': 'nosniff' } });
}

async function passThrough(host: 'desk' | 'phone', server: PageServer, devServer: string, address: string): Promise<Response> {
  const url = new URL(address);
  if (url.host !== host) return refuse(404);
  const answer = await net.fetch(new URL(url.pathname + url.search, devServer).href);
  if (answer.headers.get('content-type')?.startsWith('text/html') !== true) return answer;
  const nonce = freshNonce();
  return document(host, withScriptNonce(await answer.text(), nonce), nonce, server);
}

function document(host: PageHost, html: string, nonce: string, server: Pick<PageServer, 'sipServers' | 'devServer'>): Response {
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': buildCsp(host, { nonce, sipServers: server.sipServers, devServer: server.devServer }),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  });
}

function freshNonce(): string {
  return randomBytes(16).toString('base64');
}

function refuse(status: number): Response {
  return new Response(null, { status });
}
