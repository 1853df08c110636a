import { CSP_NONCE_META } from '#shared/contract/shell.ts';

/** The nonce the shell wrote into this load; empty where no policy asks for one. Browsers show it as a property only. */
export function readNonce(document: Document): string {
  const meta = document.querySelector<HTMLMetaElement>(`meta[property="${CSP_NONCE_META}"]`);
  return meta?.nonce ?? meta?.getAttribute('nonce') ?? '';
}

/** A style sheet this page makes itself carries the nonce of the load. */
export function addStyleSheet(document: Document, nonce: string, css: string): void {
  const style = document.createElement('style');
  style.nonce = nonce;
  style.textContent = css;
  document.head.append(style);
}
