import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { handshakeSchema, hubCalls, hubEvents, protocolVersion, type HubCallName } from '#shared/contract/hub.ts';
import type { Clock, Timers } from '#shared/lib/clock.ts';
import { fail, ok, type Problem, type Result } from '#shared/lib/result.ts';
import type { Sessions } from '../accounts/sessions.ts';
import { describeIssues, problemOfThrown } from '../problems.ts';
import { bucket, type Bucket } from '../rate-limit.ts';
import { runCall, type CallHandlers, type Peer } from './calls.ts';

export interface SocketDeps {
  readonly http: HttpServer;
  readonly sessions: Sessions;
  readonly scopesOf: (agentNo: string) => Promise<readonly string[]>;
  readonly handlers: CallHandlers;
  readonly now: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  readonly draining: () => boolean;
}

/** The live side of the hub: calls with acknowledgements in, hints and the end of a session out. */
export interface SocketHub {
  hint(scope: string): void;
  /** Sessions that have a socket here. */
  sessions(): readonly string[];
  /** Null = the person signed out; nothing needs to be said. */
  endSession(sessionId: string, problem: Problem | null): void;
  /** Calls under way are finished, then the sockets are closed. */
  close(): Promise<void>;
}

interface Admitted {
  readonly peer: Peer;
  readonly sessionId: string;
  readonly expiresAt: number;
  readonly bucket: Bucket;
}
type HubSocket = Socket<Record<string, never>, Record<string, (payload: unknown) => void>, Record<string, never>, { admitted?: Admitted }>;

/** A hundred commands with long texts stay far below. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** S-102. */
const EXPIRY_GRACE_MS = 60_000;
const CALL_BURST = 400;
const CALLS_PER_SECOND = 200;

export function serveSockets(deps: SocketDeps): SocketHub {
  const io = new Server<Record<string, never>, Record<string, (payload: unknown) => void>, Record<string, never>, { admitted?: Admitted }>(deps.http, {
    transports: ['websocket'],
    allowUpgrades: false,
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
    // S-105: a page in a browser always sends an Origin, a desk never does.
    allowRequest: (request, decide) => decide(null, request.headers.origin === undefined),
  });
  const underWay = new Set<Promise<void>>();

  io.use((socket, next) => {
    void admit(deps, socket.handshake.auth)
      .catch((error: unknown) => problemOfThrown(error, deps.log, 'handshake'))
      .then((admitted) => {
        if (admitted.ok) socket.data.admitted = admitted.value;
        next(admitted.ok ? undefined : handshakeError(admitted.problem));
      });
  });

  io.on('connection', (socket) => {
    const { admitted } = socket.data;
    if (admitted === undefined) return void socket.disconnect(true);
    void socket.join([`session:${admitted.sessionId}`, ...admitted.peer.scopes.map(roomOf)]);
    const expiry = deps.timers.set(
      () => endSocket(socket, { code: 'AUTH_TOKEN_EXPIRED' }),
      Math.max(0, admitted.expiresAt - deps.now()) + EXPIRY_GRACE_MS,
    );
    socket.on('disconnect', () => deps.timers.clear(expiry));
    socket.onAny((name: unknown, ...args: unknown[]) => {
      const acknowledge = args.at(-1);
      if (typeof acknowledge !== 'function') {
        deps.log.warn({ call: nameForLog(name) }, 'a call without acknowledgement was dropped');
        return;
      }
      const call = answer(deps, admitted, name, args[0]).then((result) => void acknowledge(result));
      underWay.add(call);
      void call.finally(() => underWay.delete(call));
    });
  });

  return {
    hint: (scope) => void io.to(roomOf(scope)).emit('feed.hint', hubEvents['feed.hint'].parse({ scope })),
    sessions: () => [...new Set([...io.sockets.sockets.values()].flatMap(({ data }) => data.admitted?.sessionId ?? []))],
    endSession(sessionId, problem) {
      const room = io.in(`session:${sessionId}`);
      if (problem !== null) room.emit('session.ended', hubEvents['session.ended'].parse({ problem }));
      room.disconnectSockets(true);
    },
    async close() {
      await Promise.allSettled(underWay);
      io.disconnectSockets(true);
      await io.close();
    },
  };
}

function roomOf(scope: string): string {
  return `scope:${scope}`;
}

function endSocket(socket: HubSocket, problem: Problem): void {
  socket.emit('session.ended', hubEvents['session.ended'].parse({ problem }));
  socket.disconnect(true);
}

const peerSchema = z.object({ protocol: z.number().int() });

async function admit(deps: SocketDeps, auth: unknown): Promise<Result<Admitted>> {
  if (deps.draining()) return fail('HUB_SHUTTING_DOWN');
  const other = peerSchema.safeParse(auth);
  if (other.success && other.data.protocol !== protocolVersion) return fail('HUB_PROTOCOL_MISMATCH', { desk: other.data.protocol, hub: protocolVersion });
  const handshake = handshakeSchema.safeParse(auth);
  if (!handshake.success) {
    deps.log.warn({ issues: describeIssues(handshake.error.issues) }, 'malformed handshake');
    return fail('MESSAGE_INVALID');
  }
  const claims = await deps.sessions.authenticate(handshake.data.token);
  if (!claims.ok) return claims;
  const { agentNo, deskId, sessionId, expiresAt } = claims.value;
  if (deskId !== handshake.data.deskId) return fail('AUTH_TOKEN_BAD');
  const scopes = await deps.scopesOf(agentNo);
  return ok({ peer: { agentNo, deskId, scopes }, sessionId, expiresAt, bucket: bucket(deps.now, CALL_BURST, CALLS_PER_SECOND) });
}

function handshakeError(problem: Problem): Error {
  return Object.assign(new Error(problem.code), { data: { problem } });
}

async function answer(deps: SocketDeps, admitted: Admitted, name: unknown, input: unknown): Promise<Result<unknown>> {
  if (deps.draining()) return fail('HUB_SHUTTING_DOWN');
  const allowed = admitted.bucket.take();
  if (allowed !== true) return fail('HUB_RATE_LIMITED', { seconds: allowed });
  if (!isCallName(name)) {
    deps.log.warn({ call: nameForLog(name) }, 'unknown call');
    return fail('MESSAGE_UNKNOWN');
  }
  try {
    return await runCall(deps.handlers, admitted.peer, name, input, (issues) => deps.log.warn({ call: name, issues }, 'malformed call'));
  } catch (error) {
    return problemOfThrown(error, deps.log, name);
  }
}

function isCallName(name: unknown): name is HubCallName {
  return typeof name === 'string' && Object.hasOwn(hubCalls, name);
}

/** A peer chooses this text: only what looks like a name is written down. */
function nameForLog(name: unknown): string {
  return typeof name === 'string' && /^[\w.]{1,40}$/.test(name) ? name : '(not a name)';
}
