import type { ZodError } from 'zod';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import { policySchema, type Configuration, type Policy } from './schema.ts';

/** Where the values come from. Later sources win; renderers and the person's own files are no source. */
export interface ConfigurationSources {
  /** Text of the machine policy; null when there is none. */
  readonly policyText: string | null;
  /** Environment; read in an unpackaged program only. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly packaged: boolean;
}

/**
 * Defaults < machine policy < `WANHAO_*` of an unpackaged program.
 * @returns CONFIG_INVALID with the path of the first bad field
 */
export function resolveConfiguration(sources: ConfigurationSources): Result<Configuration, 'CONFIG_INVALID'> {
  const policy = parsePolicy(sources.policyText);
  if (!policy.ok) return policy;
  const development = sources.packaged ? ok<Policy>({}) : parseEnvironment(sources.env);
  if (!development.ok) return development;
  const merged: Policy = { ...policy.value, ...development.value };
  if (merged.hubUrl === undefined) return fail('CONFIG_INVALID', { field: 'hubUrl' });
  return ok({
    hubUrl: merged.hubUrl,
    sipServers: merged.sipServers ?? [],
    caFile: merged.caFile ?? null,
    onClose: merged.onClose ?? 'quit',
    language: merged.language ?? 'zh-CN',
  });
}

function parsePolicy(text: string | null): Result<Policy, 'CONFIG_INVALID'> {
  if (text === null) return ok({});
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return fail('CONFIG_INVALID', { field: 'policy.json' });
  }
  const parsed = policySchema.safeParse(raw);
  return parsed.success ? ok(parsed.data) : fail('CONFIG_INVALID', { field: firstField(parsed.error, 'policy.json') });
}

function parseEnvironment(env: ConfigurationSources['env']): Result<Policy, 'CONFIG_INVALID'> {
  const raw: Record<string, unknown> = {};
  if (env['WANHAO_HUB_URL'] !== undefined) raw['hubUrl'] = env['WANHAO_HUB_URL'];
  if (env['WANHAO_SIP_SERVERS'] !== undefined) {
    raw['sipServers'] = env['WANHAO_SIP_SERVERS'].split(',').map((text) => text.trim()).filter((text) => text !== '');
  }
  if (env['WANHAO_CA_FILE'] !== undefined) raw['caFile'] = env['WANHAO_CA_FILE'];
  if (env['WANHAO_ON_CLOSE'] !== undefined) raw['onClose'] = env['WANHAO_ON_CLOSE'];
  const parsed = policySchema.safeParse(raw);
  return parsed.success ? ok(parsed.data) : fail('CONFIG_INVALID', { field: firstField(parsed.error, 'WANHAO_*') });
}

function firstField(error: ZodError, whole: string): string {
  const issue = error.issues[0];
  if (issue === undefined) return whole;
  if (issue.code === 'unrecognized_keys') return [...issue.path, issue.keys[0] ?? '?'].join('.');
  return issue.path.length === 0 ? whole : issue.path.join('.');
}
