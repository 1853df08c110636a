import { describe, expect, it } from 'vitest';
import { mayNavigate, mayRequest } from './navigation.ts';

describe('mayNavigate', () => {
  it('keeps a window at its own host', () => {
    expect(mayNavigate('desk', 'app://desk/desk/index.html')).toBe(true);
    expect(mayNavigate('phone', 'app://phone/phone/index.html#x')).toBe(true);
  });

  it.each([
    'https://example.com/', 'app://phone/phone/index.html', 'app://desk.example/desk/index.html', 'app://desk:81/', 'app://a:b@desk/',
    'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', 'about:blank', 'APP', '',
  ])('keeps the desk away from %s', (address) => {
    expect(mayNavigate('desk', address)).toBe(false);
  });
});

describe('mayRequest', () => {
  it('lets the phone reach the edges by origin, and nobody anything else', () => {
    const edges = ['wss://edge.example:7443'];
    expect(mayRequest('phone', 'wss://edge.example:7443/ws', edges)).toBe(true);
    expect(mayRequest('phone', 'wss://edge.example/ws', edges)).toBe(false);
    expect(mayRequest('phone', 'ws://edge.example:7443/ws', edges)).toBe(false);
    expect(mayRequest('desk', 'wss://edge.example:7443/ws', [])).toBe(false);
    expect(mayRequest('desk', 'app://desk/assets/a.js', [])).toBe(true);
    expect(mayRequest('desk', 'app://phone/assets/a.js', [])).toBe(false);
    expect(mayRequest('desk', 'data:image/png;base64,AA==', [])).toBe(true);
    expect(mayRequest('desk', 'file:///etc/passwd', [])).toBe(false);
    expect(mayRequest('desk', 'not an address', [])).toBe(false);
  });
});
