import type { infer as Infer } from 'zod';
import { hubCalls, resultOf, type HubCallName } from '#shared/contract/hub.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { HubConnection } from './transport.ts';

export type HubIn<N extends HubCallName> = Infer<(typeof hubCalls)[N]['in']>;
export type HubOut<N extends HubCallName> = Infer<(typeof hubCalls)[N]['out']>;

/** Typed calls on one connection. Failures of transport are HUB_UNREACHABLE, nonsense from the hub MESSAGE_INVALID. */
export interface HubClient {
  call<N extends HubCallName>(name: N, input: HubIn<N>, timeoutMs?: number): Promise<Result<HubOut<N>>>;
}

const DEFAULT_TIMEOUT_MS = 15_000;

export function hubClient(connection: () => HubConnection | null): HubClient {
  return {
    async call(name, input, timeoutMs = DEFAULT_TIMEOUT_MS) {
      const open = connection();
      if (open === null) return fail('HUB_UNREACHABLE');
      let raw: unknown;
      try {
        raw = await open.request(name, input, timeoutMs);
      } catch {
        return fail('HUB_UNREACHABLE');
      }
      const parsed = resultOf(hubCalls[name].out).safeParse(raw);
      if (!parsed.success) return fail('MESSAGE_INVALID');
      if (parsed.data.ok) return ok(parsed.data.value as HubOut<typeof name>);
      const { code, params, fields } = parsed.data.problem;
      return fail(code, params, fields);
    },
  };
}

/** Failures that say nothing about the message itself and are worth another try (S-90). */
export function isWorthRetrying(code: string): boolean {
  return ['HUB_UNREACHABLE', 'HUB_BUSY', 'HUB_DATABASE_DOWN', 'HUB_SHUTTING_DOWN', 'HUB_RATE_LIMITED', 'INTERNAL'].includes(code);
}
