import type { ZodType, infer as Infer } from 'zod';
import {
  errorReplySchema, healthPath, healthReplySchema, protocolVersion, sessionPath, sessionRefreshPath, sessionReplySchema, type SessionReply,
} from '#shared/contract/hub.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { HubHttp } from './hub-http.ts';

const TIMEOUT_MS = 5_000;

/** Sign-in, refresh and health by HTTP; every answer is parsed, every refusal carries the hub's code. */
export interface HubAccounts {
  signIn(agentNo: string, password: string): Promise<Result<SessionReply>>;
  refresh(refreshToken: string): Promise<Result<SessionReply>>;
  /** Ends the session on the hub; when it is away, the token ends by itself. */
  signOut(accessToken: string): Promise<void>;
  health(): Promise<Result<{ readonly time: number }>>;
}

export function hubAccounts(http: HubHttp, deskId: string): HubAccounts {
  const protocol = protocolVersion;
  return {
    signIn: (agentNo, password) => exchange(http, sessionPath, { agentNo, password, deskId, protocol }, sessionReplySchema),
    refresh: (refreshToken) => exchange(http, sessionRefreshPath, { refreshToken, deskId, protocol }, sessionReplySchema),
    async signOut(accessToken) {
      await http({ method: 'DELETE', path: sessionPath, body: null, token: accessToken }, TIMEOUT_MS);
    },
    async health() {
      const reply = await exchange(http, healthPath, null, healthReplySchema);
      if (!reply.ok) return reply;
      if (reply.value.protocol !== protocol) return fail('HUB_PROTOCOL_MISMATCH', { desk: protocol, hub: reply.value.protocol });
      return reply.value.database === 'down' ? fail('HUB_DATABASE_DOWN') : ok({ time: reply.value.time });
    },
  };
}

async function exchange<S extends ZodType>(http: HubHttp, path: string, body: unknown, schema: S): Promise<Result<Infer<S>>> {
  const reply = await http({ method: body === null ? 'GET' : 'POST', path, body, token: null }, TIMEOUT_MS);
  if (!reply.ok) return reply;
  if (reply.value.status < 400 || body === null) {
    const parsed = schema.safeParse(reply.value.body);
    if (parsed.success) return ok(parsed.data);
    if (reply.value.status < 400) return fail('MESSAGE_INVALID');
  }
  const refused = errorReplySchema.safeParse(reply.value.body);
  if (!refused.success) return fail('HUB_UNREACHABLE');
  const { code, params, fields } = refused.data.problem;
  return fail(code, params, fields);
}
