import { describe, expect, it } from 'vitest';
import { buildCsp } from './csp.ts';

const options = { nonce: 'abc', sipServers: ['wss://edge.example:7443/ws', 'ws://127.0.0.1:5066'], devServer: null };
const directive = (csp: string, name: string): string | undefined => csp.split('; ').find((part) => part.startsWith(`${name} `))?.slice(name.length + 1);

describe('buildCsp', () => {
  it.each(['desk', 'phone', 'shell'] as const)('allows neither inline nor evaluated code in %s', (host) => {
    const csp = buildCsp(host, options);
    expect(directive(csp, 'default-src')).toBe("'none'");
    expect(csp).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    expect(directive(csp, 'script-src')).toBe(host === 'shell' ? "'none'" : "'self'");
    expect(directive(csp, 'style-src')).toBe("'self' 'nonce-abc'");
    for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'object-src']) expect(directive(csp, name)).toBe("'none'");
  });

  it('lets only the phone out, and only to the configured edges', () => {
    expect(directive(buildCsp('desk', options), 'connect-src')).toBe("'self'");
    expect(directive(buildCsp('phone', options), 'connect-src')).toBe("'self' wss://edge.example:7443 ws://127.0.0.1:5066");
    expect(directive(buildCsp('shell', options), 'connect-src')).toBeUndefined();
  });

  it('opens the hot-reload socket with a development server only', () => {
    const csp = buildCsp('desk', { ...options, devServer: 'http://localhost:5173' });
    expect(directive(csp, 'connect-src')).toBe("'self' ws://localhost:5173 ws://desk");
    expect(directive(csp, 'script-src')).toBe("'self' 'nonce-abc'");
  });
});
