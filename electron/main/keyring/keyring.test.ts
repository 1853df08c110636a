import { chmodSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKeyring, type KeyringStorage } from './keyring.ts';

const flip = (text: string): string => [...text].toReversed().join('');
const oldRuntime = (backend = 'gnome_libsecret', works = true): KeyringStorage => ({
  getSelectedStorageBackend: () => backend,
  isEncryptionAvailable: () => works,
  encryptString: (text) => Buffer.from(flip(text)),
  decryptString: (bytes) => flip(bytes.toString()),
});
const newRuntime = (): KeyringStorage => ({
  ...oldRuntime(),
  isEncryptionAvailable: () => { throw new Error('deprecated'); },
  encryptString: () => { throw new Error('deprecated'); },
  decryptString: () => { throw new Error('deprecated'); },
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text) => Promise.resolve(Buffer.from(flip(text))),
  decryptStringAsync: (bytes) => Promise.resolve({ shouldReEncrypt: false, result: flip(bytes.toString()) }),
});
const keyFile = (): string => join(mkdtempSync(join(tmpdir(), 'wanhao-key-')), 'development-key');

describe('openKeyring', () => {
  it.each([['the synchronous calls', oldRuntime], ['the asynchronous calls', newRuntime]])('seals with %s of the system', async (_what, storage) => {
    const keyring = await openKeyring(storage(), keyFile());
    expect(keyring?.kind).toBe('os');
    const sealed = await keyring?.seal('secret');
    expect(sealed).not.toContain('secret');
    expect(await keyring?.unseal(sealed ?? '')).toBe('secret');
  });

  it('does not take a key that everyone knows for a key ring', async () => {
    expect(await openKeyring(oldRuntime('basic_text'), null)).toBeNull();
    expect(await openKeyring(oldRuntime('gnome_libsecret', false), null)).toBeNull();
  });

  it('answers null for what it cannot open', async () => {
    const keyring = await openKeyring({ ...oldRuntime(), decryptString: () => { throw new Error('locked'); } }, null);
    expect(await keyring?.unseal('os:AAAA')).toBeNull();
    expect(await keyring?.unseal('dev:AAAA')).toBeNull();
  });
});

describe('the development key file', () => {
  it('is made readable for its owner only and opens what it sealed after a restart', async () => {
    const file = keyFile();
    const first = await openKeyring(oldRuntime('basic_text'), file);
    expect(first?.kind).toBe('developmentFile');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const sealed = await first?.seal('密钥');
    const second = await openKeyring(oldRuntime('basic_text'), file);
    expect(await second?.unseal(sealed ?? '')).toBe('密钥');
  });

  it('refuses changed bytes, another key’s text and the system’s', async () => {
    const keyring = await openKeyring(oldRuntime('basic_text'), keyFile());
    const other = await openKeyring(oldRuntime('basic_text'), keyFile());
    const sealed = (await keyring?.seal('secret')) ?? '';
    expect(await other?.unseal(sealed)).toBeNull();
    expect(await keyring?.unseal(`${sealed.slice(0, -6)}AAAAA=`)).toBeNull();
    expect(await keyring?.unseal('dev:AA==')).toBeNull();
    expect(await keyring?.unseal('os:AAAA')).toBeNull();
  });

  it('is not used when others can read it or it is no key', async () => {
    const open = keyFile();
    writeFileSync(open, Buffer.alloc(32));
    chmodSync(open, 0o644);
    expect(await openKeyring(oldRuntime('basic_text'), open)).toBeNull();
    const short = keyFile();
    writeFileSync(short, 'short', { mode: 0o600 });
    expect(await openKeyring(oldRuntime('basic_text'), short)).toBeNull();
  });
});
