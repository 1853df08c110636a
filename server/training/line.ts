import type { AddressInfo } from 'node:net';
import { UserAgent, type Invitation, type Session, type URI } from 'sip.js';
import { WebSocketServer, type WebSocket } from 'ws';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import { Caller, inviterFor, type CallerPlan, type CallerReport } from './caller.ts';
import { DigestGuard } from './digest.ts';
import { CallerMedia } from './media.ts';
import { Registrar } from './registrar.ts';
import { SocketSwitch } from './socket-switch.ts';

export interface TrainingLineDeps {
  /** Password of an extension; undefined when there is none. */
  readonly password: (user: string) => string | undefined;
  /** Key of the nonces; random, per run. */
  readonly secret: Buffer;
  /** Epoch milliseconds with a fraction. */
  readonly clock: () => number;
  /** Codes and places, never content. */
  readonly onFault: (where: string, issue: string) => void;
}

export interface CallRequest {
  readonly user: string;
  /** Number shown; null hides it (anonymous From, `Privacy: id`). */
  readonly from: string | null;
  readonly displayName: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly plan: CallerPlan;
}

export interface RegistrationReport {
  readonly user: string;
  readonly expiresAt: number;
}

const REALM = 'training.wanhao.example';
const MAX_MESSAGE_BYTES = 64 * 1024;
/** Ended calls stay readable; the oldest go first. */
const MAX_CALLS_KEPT = 500;
const PICK_UP_MS = 800;

/**
 * The training line: registers softphones over ws and rings them with simulated callers. For demo, practice
 * and tests, on loopback only. It is not the SIP edge of a production site: it has no trunk, no TLS, no
 * recording and trusts its operator.
 */
export class TrainingLine {
  readonly #deps: TrainingLineDeps;
  readonly #ua: UserAgent;
  readonly #sockets: SocketSwitch;
  readonly #registrar: Registrar;
  readonly #calls = new Map<string, Caller>();
  readonly #plans = new WeakMap<Session, CallerPlan>();
  readonly #media = new WeakMap<Session, CallerMedia>();
  #server: WebSocketServer | null = null;

  constructor(deps: TrainingLineDeps) {
    this.#deps = deps;
    this.#ua = this.#createUserAgent();
    // Its class is the one given as transportConstructor.
    this.#sockets = this.#ua.transport as SocketSwitch;
    this.#sockets.useClock(deps.clock);
    this.#sockets.onSent = (method, callId) => {
      if (method === 'INVITE') this.#calls.get(callId)?.sent();
    };
    const guard = new DigestGuard({ realm: REALM, secret: deps.secret, password: deps.password, clock: deps.clock });
    this.#registrar = new Registrar({ guard, sockets: this.#sockets, clock: deps.clock });
    this.#answerForEveryExtension();
  }

  /** Listens on a loopback address; any other is refused. Port 0 takes a free one. */
  async listen(host: string, port: number): Promise<Result<{ readonly url: string; readonly port: number }>> {
    if (!isLoopback(host)) return fail('ADDRESS_NOT_LOOPBACK');
    await this.#ua.start();
    return this.#open(host, port);
  }

  async close(): Promise<void> {
    for (const call of this.#calls.values()) if (!call.isOver) void call.hangUp().catch(() => undefined);
    await this.#shut();
    await this.#ua.stop();
  }

  /** Rings a registered phone. The call id is the SIP Call-ID. */
  place(request: CallRequest): Result<Caller> {
    const registration = this.#registrar.find(request.user);
    if (registration === undefined) return fail('NOT_FOUND', {}, ['user']);
    const from = this.#address(request.from ?? 'anonymous', request.from === null ? 'anonymous.invalid' : REALM);
    const to = this.#address(request.user, REALM);
    if (from === undefined || to === undefined) return fail('NUMBER_BAD', {}, ['from']);
    const privacy = request.from === null ? ['Privacy: id'] : [];
    const headers = [...privacy, ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)];
    const session = inviterFor(this.#ua, registration.contact, { from, to, displayName: request.displayName, headers });
    const caller = this.#track(session, request.user, request.plan);
    caller.place();
    return ok(caller);
  }

  call(callId: string): Caller | undefined {
    return this.#calls.get(callId);
  }

  get calls(): CallerReport[] {
    return [...this.#calls.values()].map((call) => call.report());
  }

  /** The clock of every time this line reports, to be compared with another process's. */
  get now(): number {
    return this.#deps.clock();
  }

  get registrations(): RegistrationReport[] {
    return this.#registrar.all.map(({ user, expiresAt }) => ({ user, expiresAt }));
  }

  /** Cuts every connection without a goodbye; calls live on here. */
  dropConnections(): void {
    for (const socket of this.#server?.clients ?? []) socket.terminate();
  }

  /** Connections stay open, nothing passes. */
  blackhole(ms: number): void {
    this.#sockets.silence(ms);
  }

  /** Goes away and comes back on the same port. */
  async restart(downMs: number): Promise<void> {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    if (address === null || address === undefined) return;
    await this.#shut();
    await new Promise<void>((resolve) => void setTimeout(resolve, downMs));
    const opened = await this.#open(address.address, address.port);
    if (!opened.ok) this.#deps.onFault('restart', opened.problem.code);
  }

  /** Sends raw text to a phone, for its handling of malformed messages. */
  sendRaw(user: string, text: string): boolean {
    const socket = this.#registrar.find(user)?.socket;
    socket?.send(text);
    return socket !== undefined;
  }

  #open(host: string, port: number): Promise<Result<{ readonly url: string; readonly port: number }>> {
    return new Promise((resolve) => {
      const server = new WebSocketServer({
        host, port, maxPayload: MAX_MESSAGE_BYTES, handleProtocols: (protocols) => (protocols.has('sip') ? 'sip' : false),
      });
      server.on('connection', (socket) => this.#accept(socket));
      server.once('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code === 'EADDRINUSE' ? fail('PORT_TAKEN', { port }) : fail('INTERNAL', { ref: error.code ?? 'listen' }));
      });
      server.once('listening', () => {
        this.#server = server;
        const bound = (server.address() as AddressInfo).port;
        resolve(ok({ url: `ws://${host.includes(':') ? `[${host}]` : host}:${bound}`, port: bound }));
      });
    });
  }

  async #shut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    for (const socket of server.clients) socket.terminate();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #accept(socket: WebSocket): void {
    if (socket.protocol !== 'sip') return socket.close(1002);
    socket.on('message', (data, isBinary) => {
      if (isBinary || !Buffer.isBuffer(data)) return;
      try {
        this.#sockets.receive(socket, data.toString('utf8'));
      } catch (error) {
        this.#deps.onFault('SIP_BAD_MESSAGE', error instanceof Error ? error.name : 'thrown');
      }
    });
    socket.on('error', (error) => this.#deps.onFault('socket', error.name));
    socket.on('close', () => {
      this.#registrar.forget(socket);
      this.#sockets.forget(socket);
    });
  }

  #createUserAgent(): UserAgent {
    return new UserAgent({
      uri: UserAgent.makeURI(`sip:line@${REALM}`) as URI,
      transportConstructor: SocketSwitch,
      gracefulShutdown: false,
      sendInitialProvisionalResponse: false,
      noAnswerTimeout: 600,
      logBuiltinEnabled: false,
      logConfiguration: false,
      userAgentString: 'WanhaoTrainingLine',
      sessionDescriptionHandlerFactory: (session) => {
        const media = new CallerMedia(this.#plans.get(session)?.prompt ?? { kind: 'silence' }, this.#deps.clock);
        this.#media.set(session, media);
        return media;
      },
      delegate: {
        onRegisterRequest: (request) => this.#registrar.handle(request),
        onInvite: (invitation) => this.#dialled(invitation),
      },
    });
  }

  /** The stack answers only for its own address; a line answers for every number one can dial. */
  #answerForEveryExtension(): void {
    const core = this.#ua.userAgentCore;
    const receive = core.receiveIncomingRequestFromTransport.bind(core);
    core.receiveIncomingRequestFromTransport = (message) => {
      if (message.ruri !== undefined) core.configuration.aor = message.ruri;
      receive(message);
    };
  }

  /** A call the agent dialled. Only a registered phone may, and only as itself. The last digits choose the outcome. */
  #dialled(invitation: Invitation): void {
    const { request } = invitation;
    const user = request.from.uri.user ?? '';
    const refuse = (statusCode: number): void => void invitation.reject({ statusCode }).catch(() => undefined);
    if (!this.#registrar.owns(this.#sockets.origin(request.viaBranch), user)) return refuse(403);
    const target = request.ruri?.user ?? '';
    const refusal = /(404|480|486|603)$/.exec(target)?.[1];
    if (refusal !== undefined) return refuse(Number(refusal));
    this.#track(invitation, user, { prompt: { kind: 'speech' }, cancelAfterMs: null, hangUpAfterMs: null }).pickUp(PICK_UP_MS);
  }

  #track(session: ConstructorParameters<typeof Caller>[0]['session'], user: string, plan: CallerPlan): Caller {
    this.#plans.set(session, plan);
    const caller = new Caller({ session, user, plan, clock: this.#deps.clock, media: (of) => this.#media.get(of) });
    this.#calls.set(caller.callId, caller);
    if (this.#calls.size > MAX_CALLS_KEPT) {
      const oldest = [...this.#calls.values()].find((call) => call.isOver);
      if (oldest !== undefined) this.#calls.delete(oldest.callId);
    }
    return caller;
  }

  #address(user: string, host: string): URI | undefined {
    return UserAgent.makeURI(`sip:${encodeURIComponent(user)}@${host}`);
  }
}

export function buildTrainingLine(deps: TrainingLineDeps): TrainingLine {
  return new TrainingLine(deps);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
