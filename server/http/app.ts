import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z, type ZodType } from 'zod';
import {
  healthPath, protocolVersion, refreshRequestSchema, sessionPath, sessionRefreshPath, signInRequestSchema, type healthReplySchema,
} from '#shared/contract/hub.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { fail, ok, type Problem, type Result } from '#shared/lib/result.ts';
import type { Sessions } from '../accounts/sessions.ts';
import { describeIssues, problemOfThrown, statusOf } from '../problems.ts';
import { bucketsByKey } from '../rate-limit.ts';
import { isStorable } from '../storable.ts';

export interface HttpDeps {
  readonly sessions: Sessions;
  readonly now: Clock;
  readonly log: Logger;
  readonly health: () => Promise<z.infer<typeof healthReplySchema>>;
  readonly draining: () => boolean;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

const BODY_LIMIT = 64 * 1024;
/** Sign-ins and refreshes of one address: a floor behind one NAT signs in within minutes, a guesser does not get far. */
const SIGN_IN_BURST = 120;
const SIGN_IN_PER_SECOND = 2;

/** Health and sessions over HTTP; everything else goes through the socket. */
export function buildHttp(deps: HttpDeps): FastifyInstance {
  const base = { bodyLimit: BODY_LIMIT, logger: false, requestTimeout: 15_000, keepAliveTimeout: 10_000, forceCloseConnections: 'idle' } as const;
  // Without TLS only loopback is ever listened on; main.ts sees to that.
  const app: FastifyInstance = deps.tls === null ? Fastify(base) : Fastify({ ...base, https: { ...deps.tls, minVersion: 'TLSv1.2' } });
  const allow = bucketsByKey(deps.now, SIGN_IN_BURST, SIGN_IN_PER_SECOND);

  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    // A browser page has no business here: desks send no Origin.
    if (request.headers.origin !== undefined) return refuse(reply, { code: 'SENDER_UNTRUSTED' });
    if (deps.draining() && request.url !== healthPath) return refuse(reply, { code: 'HUB_SHUTTING_DOWN' });
    return undefined;
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, { code: 'MESSAGE_UNKNOWN' }));
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    if (status === 413) return refuse(reply, { code: 'MESSAGE_TOO_LARGE' });
    if (status >= 400 && status < 500) return refuse(reply, { code: 'MESSAGE_INVALID' });
    return refuse(reply, problemOfThrown(error, deps.log, `${request.method} ${request.routeOptions.url ?? '?'}`).problem);
  });

  app.get(healthPath, async (_request, reply) => {
    const health = await deps.health();
    return reply.code(health.status === 'ok' ? 200 : 503).send(health);
  });
  app.post(sessionPath, async (request, reply) => {
    const parsed = parse(deps, request, signInRequestSchema, allow);
    return answer(reply, parsed.ok ? await deps.sessions.signIn(parsed.value) : parsed, 201);
  });
  app.post(sessionRefreshPath, async (request, reply) => {
    const parsed = parse(deps, request, refreshRequestSchema, allow);
    return answer(reply, parsed.ok ? await deps.sessions.refresh(parsed.value) : parsed, 200);
  });
  app.delete(sessionPath, async (request, reply) => {
    const token = /^Bearer ([\w.~+/=-]{1,2048})$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return refuse(reply, { code: 'AUTH_REQUIRED' });
    const claims = await deps.sessions.authenticate(token);
    if (!claims.ok) return refuse(reply, claims.problem);
    await deps.sessions.signOut(claims.value);
    return reply.code(204).send();
  });
  return app;
}

const peerSchema = z.object({ protocol: z.number().int() });

/** Protocol first (S-100), then the rate, then the message itself. */
function parse<T>(deps: HttpDeps, request: FastifyRequest, schema: ZodType<T>, allow: (key: string) => true | number): Result<T> {
  const peer = peerSchema.safeParse(request.body);
  if (peer.success && peer.data.protocol !== protocolVersion) return fail('HUB_PROTOCOL_MISMATCH', { desk: peer.data.protocol, hub: protocolVersion });
  const allowed = allow(request.ip);
  if (allowed !== true) return fail('HUB_RATE_LIMITED', { seconds: allowed });
  const parsed = schema.safeParse(request.body);
  if (parsed.success && isStorable(parsed.data)) return ok(parsed.data);
  deps.log.warn({ route: request.routeOptions.url, issues: parsed.success ? 'text' : describeIssues(parsed.error.issues) }, 'malformed request');
  return fail('MESSAGE_INVALID');
}

function answer(reply: FastifyReply, result: Result<unknown>, status: number): FastifyReply {
  return result.ok ? reply.code(status).send(result.value) : refuse(reply, result.problem);
}

function refuse(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(statusOf(problem)).send({ problem });
}
