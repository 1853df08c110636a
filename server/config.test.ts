import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assertExposable, isLoopback, readConfig } from './config.ts';
import { assertSupported } from './db/database.ts';
import { describeStartupFailure, StartupError } from './startup-error.ts';

function problemOf(run: () => unknown): unknown {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof StartupError ? error.problem : error;
  }
}

test('defaults are loopback, embedded, twelve hours; flags win over the environment', () => {
  expect(readConfig([], {})).toMatchObject({ host: '127.0.0.1', port: 7310, databaseUrl: null, tls: null, offlineWindowMs: 12 * 3_600_000, sip: { domain: '127.0.0.1' } });
  expect(readConfig(['--database-url', 'postgres://a/b'], { DATABASE_URL: 'postgres://c/d' })).toMatchObject({ databaseUrl: 'postgres://a/b' });
  expect(readConfig([], { DATABASE_URL: 'postgres://c/d' })).toMatchObject({ databaseUrl: 'postgres://c/d' });
  expect(readConfig(['--sip-server', 'wss://edge.example:7443', '--sip-server', 'wss://two.example'], {})).toMatchObject({
    sip: { servers: ['wss://edge.example:7443', 'wss://two.example'], domain: 'edge.example' },
  });
});

test('a bad option is refused by name', () => {
  const invalid = (field: string): unknown => ({ code: 'CONFIG_INVALID', params: { field } });
  expect(problemOf(() => readConfig(['--port', '70000'], {}))).toEqual(invalid('--port'));
  expect(problemOf(() => readConfig(['--database-url', 'mysql://x'], {}))).toEqual(invalid('--database-url'));
  expect(problemOf(() => readConfig(['--tls-cert', 'x.pem'], {}))).toEqual(invalid('--tls-key'));
  expect(problemOf(() => readConfig(['--colour'], {}))).toEqual(invalid('--colour'));
  expect(problemOf(() => readConfig(['--log-level', 'shout'], {}))).toEqual(invalid('--log-level'));
});

test('outside addresses need TLS and no demo accounts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wanhao-tls-'));
  for (const name of ['cert', 'key']) writeFileSync(join(folder, name), 'pem');
  const config = readConfig(['--host', '0.0.0.0', '--tls-cert', join(folder, 'cert'), '--tls-key', join(folder, 'key')], {});
  if (config === 'help') throw new Error('no config');
  rmSync(folder, { recursive: true });
  expect(problemOf(() => assertExposable({ ...config, tls: null }, false))).toEqual({ code: 'TLS_REQUIRED' });
  expect(problemOf(() => assertExposable(config, true))).toEqual({ code: 'DEMO_ACCOUNTS_EXPOSED' });
  expect(problemOf(() => assertExposable(config, false))).toBeNull();
  expect(problemOf(() => assertExposable({ host: '127.0.0.1', tls: null }, true))).toBeNull();
});

test('loopback is told from look-alikes', () => {
  expect(['127.0.0.1', '127.8.9.1', '::1', 'localhost'].every(isLoopback)).toBe(true);
  expect(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.evil.example', 'hub'].some(isLoopback)).toBe(false);
});

test('PostgreSQL 15 to 18 and no other', () => {
  for (const major of [15, 16, 17, 18]) expect(problemOf(() => assertSupported(major))).toBeNull();
  for (const version of [14, 19]) expect(problemOf(() => assertSupported(version))).toEqual({ code: 'DATABASE_UNSUPPORTED', params: { version } });
});

test('a start-up failure is told in both languages with its code', () => {
  const text = describeStartupFailure(new StartupError({ code: 'PORT_TAKEN', params: { port: 7310 } }));
  expect(text).toMatch(/端口 7310 已被占用/);
  expect(text).toMatch(/Port 7310 is in use.*\[PORT_TAKEN\]/);
});
