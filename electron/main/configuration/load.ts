import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import { resolveConfiguration } from './resolve.ts';
import type { Configuration } from './schema.ts';

export const POLICY_FILE = '/etc/wanhao-desk/policy.json';

export interface LoadedConfiguration extends Configuration {
  /** Content of `caFile`; null when none is configured. */
  readonly caPem: string | null;
}

/** Reads the machine's configuration. A policy that is there but cannot be read is an error, not an absence. */
export function loadConfiguration(options: {
  readonly packaged: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Result<LoadedConfiguration, 'CONFIG_INVALID'> {
  const policyText = readIfThere(POLICY_FILE);
  if (policyText === undefined) return fail('CONFIG_INVALID', { field: POLICY_FILE });
  const resolved = resolveConfiguration({ ...options, policyText });
  if (!resolved.ok) return resolved;
  if (resolved.value.caFile === null) return ok({ ...resolved.value, caPem: null });
  const caPem = readIfThere(resolved.value.caFile);
  if (typeof caPem !== 'string' || !caPem.includes('-----BEGIN CERTIFICATE-----')) return fail('CONFIG_INVALID', { field: 'caFile' });
  return ok({ ...resolved.value, caPem });
}

/** The file's text, null when it does not exist, undefined when it cannot be read. */
function readIfThere(file: string): string | null | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : undefined;
  }
}
