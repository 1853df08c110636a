import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Keyring } from './keyring.ts';

const PREFIX = 'dev:';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Development only: the sealing key lies in a plain file only its owner can read. Used where there is no key ring
 * and never without the flag; the desk shows a banner as long as it runs so.
 * @returns null when the file cannot be made, is not a key, or others can read it
 */
export function openFileKey(file: string): Keyring | null {
  const key = readKey(file);
  if (key === null) return null;
  return {
    kind: 'developmentFile',
    seal(value) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Promise.resolve(PREFIX + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64'));
    },
    unseal(sealed) {
      if (!sealed.startsWith(PREFIX)) return Promise.resolve(null);
      const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64');
      if (bytes.length < IV_BYTES + TAG_BYTES) return Promise.resolve(null);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const body = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
        return Promise.resolve(body.toString('utf8'));
      } catch {
        return Promise.resolve(null);
      }
    },
  };
}

function readKey(file: string): Buffer | null {
  try {
    writeFileSync(file, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return null;
  }
  try {
    if ((statSync(file).mode & 0o077) !== 0) return null;
    const key = readFileSync(file);
    return key.length === KEY_BYTES ? key : null;
  } catch {
    return null;
  }
}
