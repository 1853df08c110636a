import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Random } from '../deps.ts';
import { classifyStoreFault, storeProblem } from './store-error.ts';

/** Seals text with what the shell has: the key ring of the system, or under the development flag a 0600 file. Null when it cannot. */
export interface Sealing {
  seal(text: string): Promise<string | null>;
  unseal(sealed: string): Promise<string | null>;
}

export interface KeyFileOptions {
  readonly file: string;
  /** A key the shell kept itself; wins over the file. */
  readonly sealedKey: string | null;
  /** True when encrypted data is there already: then no new key is ever made. */
  readonly dataExists: boolean;
  readonly sealing: Sealing;
  readonly random: Random;
}

const keyFileSchema = z.object({ v: z.literal(1), sealed: z.string().min(1) });

const hexKey = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The 32-byte key of this device as 64 hex digits, made at the first start. A key that cannot be had while
 * data exists is STORE_KEY_UNAVAILABLE: making a new one would make the old data unreadable for ever.
 */
export async function loadDeviceKey(options: KeyFileOptions): Promise<string> {
  const sealed = options.sealedKey ?? readKeyFile(options.file);
  if (sealed === null) {
    if (options.dataExists) throw storeProblem('STORE_KEY_UNAVAILABLE');
    return makeKey(options);
  }
  const key = hexKey.safeParse(await options.sealing.unseal(sealed));
  if (!key.success) throw storeProblem('STORE_KEY_UNAVAILABLE');
  return key.data;
}

async function makeKey(options: KeyFileOptions): Promise<string> {
  const key = options.random.bytes(32).toString('hex');
  const sealed = await options.sealing.seal(key);
  if (sealed === null) throw storeProblem('STORE_KEY_UNAVAILABLE');
  writeKeyFile(options.file, sealed);
  return key;
}

function readKeyFile(file: string): string | null {
  if (!existsSync(file)) return null;
  try {
    return keyFileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).sealed;
  } catch (error) {
    throw storeProblem('STORE_KEY_UNAVAILABLE', undefined, error);
  }
}

function writeKeyFile(file: string, sealed: string): void {
  const temporary = `${file}.new`;
  try {
    writeFileSync(temporary, JSON.stringify({ v: 1, sealed }), { mode: 0o600, flush: true });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    switch (classifyStoreFault(error)) {
      case 'full':
        throw storeProblem('STORE_DISK_FULL', undefined, error);
      case 'unwritable':
        throw storeProblem('STORE_UNWRITABLE', { dir: dirname(file) }, error);
      default:
        throw error;
    }
  }
}
