import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SetupProblem } from '../setup/say.mjs';
import { projectRoot } from './pins.ts';

const recordSchema = z.object({
  kind: z.enum(['official', 'fallback']),
  version: z.string(),
  executablePath: z.string(),
  nativeBinding: z.string().nullable(),
});

/** What `scripts/runtime/prepare.ts` found or made for this machine. */
export type RuntimeRecord = z.infer<typeof recordSchema>;

/** A runtime and how to start it from this account. */
export interface ElectronRuntime extends RuntimeRecord {
  /** Switches every launch needs: none, or `--no-sandbox` for root. Put them before the app's folder. */
  readonly args: readonly string[];
  /** Variables every launch of the unpackaged app needs, to be merged over the environment. */
  readonly env: Readonly<Record<string, string>>;
}

export const recordFile = join(projectRoot, '.runtime', 'electron.json');

/** The prepared runtime's record, or undefined when there is none or its files are gone. */
export function readRecord(): RuntimeRecord | undefined {
  if (!existsSync(recordFile)) return undefined;
  let stored: unknown;
  try {
    stored = JSON.parse(readFileSync(recordFile, 'utf8'));
  } catch {
    return undefined;
  }
  const parsed = recordSchema.safeParse(stored);
  if (!parsed.success || !existsSync(parsed.data.executablePath)) return undefined;
  if (parsed.data.nativeBinding !== null && !existsSync(parsed.data.nativeBinding)) return undefined;
  return parsed.data;
}

/**
 * The Electron to launch for development, e2e tests, the demo and the benchmark:
 * `_electron.launch({ executablePath, args: [...args, '<folder of the clone>', ...], env: { ...process.env, ...env } })`.
 * @throws SetupProblem when no runtime has been prepared
 */
export function electronRuntime(): ElectronRuntime {
  const record = readRecord();
  if (record === undefined) {
    throw new SetupProblem('Electron 运行时尚未准备好。请运行：npm run runtime', 'No Electron runtime has been prepared. Run: npm run runtime');
  }
  return {
    ...record,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: record.nativeBinding === null ? {} : { WANHAO_SQLITE_BINDING: record.nativeBinding },
  };
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(electronRuntime(), null, 2)}\n`);
