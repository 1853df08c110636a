import { describe, expect, it } from 'vitest';
import { resolveConfiguration } from './resolve.ts';

const policy = (value: unknown): string => JSON.stringify(value);

describe('resolveConfiguration', () => {
  it('fills the defaults around a policy', () => {
    const result = resolveConfiguration({ packaged: true, env: {}, policyText: policy({ hubUrl: 'https://hub.example' }) });
    expect(result).toEqual({
      ok: true,
      value: { hubUrl: 'https://hub.example', sipServers: [], caFile: null, onClose: 'quit', language: 'zh-CN' },
    });
  });

  it('lets the environment win in an unpackaged program', () => {
    const result = resolveConfiguration({
      packaged: false,
      env: { WANHAO_HUB_URL: 'http://127.0.0.1:4000', WANHAO_SIP_SERVERS: 'ws://127.0.0.1:5066, wss://edge.example/ws' },
      policyText: policy({ hubUrl: 'https://hub.example', sipServers: ['wss://other.example'], onClose: 'tray' }),
    });
    expect(result.ok && result.value).toMatchObject({
      hubUrl: 'http://127.0.0.1:4000', sipServers: ['ws://127.0.0.1:5066', 'wss://edge.example/ws'], onClose: 'tray',
    });
  });

  it('does not read the environment in a packaged program', () => {
    const env = { WANHAO_HUB_URL: 'http://127.0.0.1:4000', WANHAO_SIP_SERVERS: 'ws://127.0.0.1:5066' };
    const result = resolveConfiguration({ packaged: true, env, policyText: policy({ hubUrl: 'https://hub.example' }) });
    expect(result.ok && result.value).toMatchObject({ hubUrl: 'https://hub.example', sipServers: [] });
    expect(resolveConfiguration({ packaged: true, env, policyText: null })).toEqual({
      ok: false, problem: { code: 'CONFIG_INVALID', params: { field: 'hubUrl' } },
    });
  });

  it.each([
    ['no JSON', '{', 'policy.json'],
    ['not an object', '[]', 'policy.json'],
    ['a misspelt key', policy({ hubUrl: 'https://hub.example', hubUrI: 'x' }), 'hubUrI'],
    ['no address', policy({ hubUrl: 'hub' }), 'hubUrl'],
    ['another scheme', policy({ hubUrl: 'file:///etc/passwd' }), 'hubUrl'],
    ['credentials in the address', policy({ hubUrl: 'https://a:b@hub.example' }), 'hubUrl'],
    ['plain http to another machine', policy({ hubUrl: 'http://hub.example' }), 'hubUrl'],
    ['plain ws to another machine', policy({ hubUrl: 'https://hub.example', sipServers: ['wss://a.example', 'ws://b.example'] }), 'sipServers.1'],
    ['an unknown way to close', policy({ hubUrl: 'https://hub.example', onClose: 'never' }), 'onClose'],
  ])('refuses %s and names the field', (_what, policyText, field) => {
    expect(resolveConfiguration({ packaged: true, env: {}, policyText })).toEqual({
      ok: false, problem: { code: 'CONFIG_INVALID', params: { field } },
    });
  });

  it('names a bad development value too', () => {
    const result = resolveConfiguration({ packaged: false, env: { WANHAO_HUB_URL: 'nowhere' }, policyText: null });
    expect(result).toEqual({ ok: false, problem: { code: 'CONFIG_INVALID', params: { field: 'hubUrl' } } });
  });
});
