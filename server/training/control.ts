import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { z, type ZodType } from 'zod';
import { describeProblem, errorCatalogue, isErrorCode } from '#shared/contract/errors.ts';
import { fail, type Problem, type Result } from '#shared/lib/result.ts';
import type { Caller } from './caller.ts';
import type { TrainingLine } from './line.ts';
import { numberFor, scenarioNames, scenarios, type ScenarioNumbers } from './scenarios.ts';

/**
 * The trainer's hand on the line: HTTP with JSON, on loopback, for the demo, the tests and the benchmark.
 * Requests of web pages are refused by their Origin and by the Host they were sent to.
 */

const user = z.string().regex(/^[A-Za-z0-9._+-]{1,64}$/);
const number = z.string().regex(/^[+0-9]{1,32}$/);
const milliseconds = z.number().int().min(0).max(3_600_000);
const prompt = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tone'), hz: z.number().int().min(100).max(3_500) }),
  z.strictObject({ kind: z.literal('speech') }),
  z.strictObject({ kind: z.literal('silence') }),
]);
/** Header text goes on the wire as it is: a line break in it would be another header. */
const headers = z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/), z.string().max(512).regex(/^[^\r\n\0]*$/));

const callBody = z.union([
  z.strictObject({
    user,
    scenario: z.enum(scenarioNames),
    /** Numbers of seeded customers; a scenario that needs one which is missing is refused. */
    numbers: z.strictObject({ known: number.optional(), shared: number.optional(), unknown: number.optional() }).optional(),
  }),
  z.strictObject({
    user,
    /** Number shown; null hides it. */
    from: number.nullable(),
    displayName: z.string().max(128).regex(/^[^\r\n\0"\\<>]*$/).optional(),
    headers: headers.optional(),
    prompt: prompt.optional(),
    cancelAfterMs: milliseconds.optional(),
    hangUpAfterMs: milliseconds.optional(),
  }),
]);

const faultBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dropConnections') }),
  z.strictObject({ kind: z.literal('blackhole'), ms: milliseconds }),
  z.strictObject({ kind: z.literal('restart'), downMs: milliseconds }),
  /** Raw text to a registered phone, CRLF line ends and all. */
  z.strictObject({ kind: z.literal('raw'), user, text: z.string().max(65_536) }),
]);

type ScenarioBody = Extract<z.infer<typeof callBody>, { scenario: unknown }>;
type SingleBody = Extract<z.infer<typeof callBody>, { from: unknown }>;

export function buildControl(line: TrainingLine): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 128 * 1024, requestTimeout: 10_000, forceCloseConnections: true });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const local = /^(?:127(?:\.\d+){3}|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '');
    return request.headers.origin === undefined && local ? undefined : refuse(reply, { code: 'SENDER_UNTRUSTED' });
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, { code: 'MESSAGE_UNKNOWN' }));
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
    if (status === 413) return refuse(reply, { code: 'MESSAGE_TOO_LARGE' });
    return refuse(reply, typeof status === 'number' && status < 500 ? { code: 'MESSAGE_INVALID' } : { code: 'INTERNAL', params: { ref: 'control' } });
  });

  app.get('/health', async () => ({ ok: true, now: line.now }));
  app.get('/registrations', async () => ({ registrations: line.registrations }));
  app.get('/calls', async () => ({ calls: line.calls }));
  app.get<{ Params: { id: string } }>('/calls/:id', async (request, reply) => {
    const call = line.call(request.params.id);
    return call === undefined ? refuse(reply, { code: 'CALL_NOT_FOUND' }) : call.report();
  });
  app.delete<{ Params: { id: string } }>('/calls/:id', async (request, reply) => {
    const call = line.call(request.params.id);
    if (call === undefined) return refuse(reply, { code: 'CALL_NOT_FOUND' });
    await call.hangUp();
    return call.report();
  });
  app.post('/calls', async (request, reply) => {
    const body = parse(callBody, request.body);
    if (!body.ok) return refuse(reply, body.problem);
    const placed = 'scenario' in body.value ? await placeScenario(line, body.value) : placeOne(line, body.value);
    if (!placed.ok) return refuse(reply, placed.problem);
    const callIds = placed.value.map((call) => call.callId);
    return reply.code(201).send({ callId: callIds[0], callIds });
  });
  app.post('/faults', async (request, reply) => {
    const body = parse(faultBody, request.body);
    return body.ok ? applyFault(line, body.value, reply) : refuse(reply, body.problem);
  });
  return app;
}

function placeOne(line: TrainingLine, body: SingleBody): Result<readonly Caller[]> {
  const placed = line.place({
    user: body.user, from: body.from, displayName: body.displayName ?? '', headers: body.headers ?? {},
    plan: { prompt: body.prompt ?? { kind: 'speech' }, cancelAfterMs: body.cancelAfterMs ?? null, hangUpAfterMs: body.hangUpAfterMs ?? null },
  });
  return placed.ok ? { ok: true, value: [placed.value] } : placed;
}

async function placeScenario(line: TrainingLine, body: ScenarioBody): Promise<Result<readonly Caller[]>> {
  const numbers: ScenarioNumbers = body.numbers ?? {};
  const calls = scenarios[body.scenario];
  const missing = calls.find((call) => numberFor(call.caller, numbers) === undefined);
  if (missing !== undefined) return fail('MESSAGE_INVALID', {}, [`numbers.${missing.caller}`]);
  const placed: Caller[] = [];
  for (const call of calls) {
    await new Promise<void>((resolve) => void setTimeout(resolve, call.afterMs));
    const { displayName, headers: extra, prompt: says, cancelAfterMs, hangUpAfterMs } = call;
    const plan = { prompt: says, cancelAfterMs, hangUpAfterMs };
    const one = line.place({ user: body.user, from: numberFor(call.caller, numbers) ?? null, displayName, headers: extra, plan });
    if (!one.ok) return one;
    placed.push(one.value);
  }
  return { ok: true, value: placed };
}

function applyFault(line: TrainingLine, fault: z.infer<typeof faultBody>, reply: FastifyReply): FastifyReply {
  switch (fault.kind) {
    case 'dropConnections':
      line.dropConnections();
      break;
    case 'blackhole':
      line.blackhole(fault.ms);
      break;
    case 'restart':
      void line.restart(fault.downMs);
      break;
    case 'raw':
      if (!line.sendRaw(fault.user, fault.text)) return refuse(reply, { code: 'NOT_FOUND' });
      break;
  }
  return reply.code(202).send({ ok: true });
}

function parse<T>(schema: ZodType<T>, body: unknown): Result<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  return fail('MESSAGE_INVALID', {}, parsed.error.issues.slice(0, 5).map((issue) => issue.path.map(String).join('.')));
}

/** `{ problem, message }` with the catalogue's status. */
function refuse(reply: FastifyReply, problem: Problem): FastifyReply {
  const status = isErrorCode(problem.code) ? errorCatalogue[problem.code].status : 500;
  return reply.code(status).send({ problem, message: describeProblem(problem, 'en') });
}
