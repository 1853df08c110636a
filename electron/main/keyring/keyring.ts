import type { SafeStorage } from 'electron';
import { openFileKey } from './file-key.ts';

/** Seals small texts for this account of the operating system. Both ways answer null when it cannot be done. */
export interface Keyring {
  readonly kind: 'os' | 'developmentFile';
  seal(value: string): Promise<string | null>;
  unseal(sealed: string): Promise<string | null>;
}

/** Electron 45 deprecates the synchronous calls; older runtimes have no others. */
type AsyncSafeStorage = Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync' | 'isAsyncEncryptionAvailable'>;
export type KeyringStorage = Pick<SafeStorage, 'encryptString' | 'decryptString' | 'isEncryptionAvailable'>
  & Partial<AsyncSafeStorage> & { getSelectedStorageBackend?(): string };

/** A sealed text says how it was sealed, so that one way is never mistaken for the other. */
const OS_PREFIX = 'os:';

/**
 * The operating system's key ring; without one, the development key file if the person asked for it by flag.
 * @param developmentKeyFile path of that file, null without the flag
 * @returns null when there is neither: nothing may be stored then
 */
export async function openKeyring(storage: KeyringStorage, developmentKeyFile: string | null): Promise<Keyring | null> {
  if (await available(storage)) return osKeyring(storage);
  return developmentKeyFile === null ? null : openFileKey(developmentKeyFile);
}

async function available(storage: KeyringStorage): Promise<boolean> {
  // On Linux `basic_text` means a key that everyone knows.
  if (storage.getSelectedStorageBackend?.() === 'basic_text') return false;
  try {
    return isAsync(storage) ? await storage.isAsyncEncryptionAvailable() : storage.isEncryptionAvailable();
  } catch {
    return false;
  }
}

function isAsync(storage: KeyringStorage): storage is KeyringStorage & AsyncSafeStorage {
  return typeof storage.isAsyncEncryptionAvailable === 'function'
    && typeof storage.encryptStringAsync === 'function' && typeof storage.decryptStringAsync === 'function';
}

function osKeyring(storage: KeyringStorage): Keyring {
  return {
    kind: 'os',
    async seal(value) {
      try {
        const sealed = isAsync(storage) ? await storage.encryptStringAsync(value) : storage.encryptString(value);
        return OS_PREFIX + sealed.toString('base64');
      } catch {
        return null;
      }
    },
    async unseal(sealed) {
      if (!sealed.startsWith(OS_PREFIX)) return null;
      const bytes = Buffer.from(sealed.slice(OS_PREFIX.length), 'base64');
      try {
        return isAsync(storage) ? (await storage.decryptStringAsync(bytes)).result : storage.decryptString(bytes);
      } catch {
        return null;
      }
    },
  };
}
