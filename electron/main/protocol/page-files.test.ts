import { describe, expect, it } from 'vitest';
import { pageFile, withNonce, withScriptNonce } from './page-files.ts';

const root = '/opt/desk/out/renderer';

describe('pageFile', () => {
  it('serves a host its own folder and the common assets', () => {
    expect(pageFile(root, 'desk', 'app://desk/desk/index.html')).toEqual({ file: `${root}/desk/index.html`, contentType: 'text/html; charset=utf-8' });
    expect(pageFile(root, 'phone', 'app://phone/assets/phone-1.js?v=1')).toEqual({ file: `${root}/assets/phone-1.js`, contentType: 'text/javascript; charset=utf-8' });
  });

  it.each([
    ['the other window’s page', 'app://desk/phone/index.html'],
    ['another host', 'app://phone/desk/index.html'],
    ['another scheme', 'file:///opt/desk/out/renderer/desk/index.html'],
    ['a way out', 'app://desk/desk/%2e%2e/%2e%2e/main/index.js'],
    ['an encoded way out', 'app://desk/assets/..%2f..%2fmain/index.js'],
    ['a backslash', 'app://desk/assets/..%5c..%5cmain/index.js'],
    ['a null byte', 'app://desk/desk/index.html%00.js'],
    ['a bad escape', 'app://desk/desk/%E0%A4%A'],
    ['a source map', 'app://desk/assets/desk-1.js.map'],
    ['a folder', 'app://desk/desk/'],
  ])('refuses %s', (_what, address) => {
    expect(pageFile(root, 'desk', address)).toBeNull();
  });
});

describe('nonces', () => {
  it('marks the document, and scripts only for the development server', () => {
    const html = '<html><head><script type="module" src="/a.js"></script></head></html>';
    expect(withNonce(html, 'n')).toBe('<html><head><meta property="csp-nonce" nonce="n"><script type="module" src="/a.js"></script></head></html>');
    expect(withScriptNonce(html, 'n')).toContain('<script nonce="n" type="module"');
  });
});
