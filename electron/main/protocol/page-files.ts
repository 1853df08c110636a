import { extname, join, normalize, sep } from 'node:path';
import type { PageHost } from './csp.ts';
import { CSP_NONCE_META } from '#shared/contract/shell.ts';

export const SCHEME = 'app';

/** `app://desk`, the origin of a window's documents. */
export function originOf(host: PageHost): string {
  return `${SCHEME}://${host}`;
}

/** First page of a window. */
export function pageUrl(host: 'desk' | 'phone'): string {
  return `${originOf(host)}/${host}/index.html`;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wasm': 'application/wasm',
};

export interface PageFile {
  /** Path inside the renderer's output folder. */
  readonly file: string;
  readonly contentType: string;
}

/**
 * Maps an address to a file of the renderer's output. A host sees its own folder and the common `assets`;
 * unknown kinds of files (source maps too), other hosts and ways out of the folder are null.
 */
export function pageFile(root: string, host: 'desk' | 'phone', address: string): PageFile | null {
  const url = new URL(address);
  if (url.protocol !== `${SCHEME}:` || url.host !== host) return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = normalize(join(root, path));
  const allowed = [join(root, host) + sep, join(root, 'assets') + sep];
  const contentType = contentTypes[extname(file)];
  if (contentType === undefined || !allowed.some((folder) => file.startsWith(folder))) return null;
  return { file, contentType };
}

/** Puts the document's nonce where the page's own code finds it. */
export function withNonce(html: string, nonce: string): string {
  return html.replace(/<head>/i, `<head><meta property="${CSP_NONCE_META}" nonce="${nonce}">`);
}

/** The development server's pages come with inline scripts; they get the nonce as well. */
export function withScriptNonce(html: string, nonce: string): string {
  return withNonce(html, nonce).replaceAll(/<script(?=[\s>])/gi, `<script nonce="${nonce}"`);
}
