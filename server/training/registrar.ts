import type { URI } from 'sip.js';
import type { IncomingRegisterRequest } from 'sip.js/lib/core/index.js';
import type { WebSocket } from 'ws';
import type { DigestGuard } from './digest.ts';
import type { SocketSwitch } from './socket-switch.ts';

export interface Registration {
  readonly user: string;
  readonly contact: URI;
  readonly socket: WebSocket;
  readonly expiresAt: number;
}

const MAX_EXPIRES_SECONDS = 600;
/** Wrong passwords on one connection before it is closed. */
const MAX_REFUSALS = 10;

/** Who is where. One phone per extension: the last to register wins, as on a desk. */
export class Registrar {
  readonly #guard: DigestGuard;
  readonly #sockets: SocketSwitch;
  readonly #clock: () => number;
  readonly #byUser = new Map<string, Registration>();
  readonly #refusals = new WeakMap<WebSocket, number>();

  constructor(options: { guard: DigestGuard; sockets: SocketSwitch; clock: () => number }) {
    this.#guard = options.guard;
    this.#sockets = options.sockets;
    this.#clock = options.clock;
  }

  get all(): Registration[] {
    return [...this.#byUser.values()].filter((entry) => entry.expiresAt > this.#clock());
  }

  find(user: string): Registration | undefined {
    return this.all.find((entry) => entry.user === user);
  }

  /** True when this user is registered on this very connection. */
  owns(socket: WebSocket | undefined, user: string): boolean {
    return socket !== undefined && this.find(user)?.socket === socket;
  }

  handle(request: IncomingRegisterRequest): void {
    const { message } = request;
    const socket = this.#sockets.origin(message.viaBranch);
    const user = message.to.uri.user ?? '';
    if (socket === undefined) return request.reject({ statusCode: 500 }), undefined;
    const verdict = this.#guard.verify({
      method: 'REGISTER', uri: message.ruri?.toString() ?? '', authorization: message.getHeader('Authorization'), user,
    });
    if (!verdict.ok && verdict.why !== 'refused') {
      const challenge = `WWW-Authenticate: ${this.#guard.challenge(verdict.why === 'stale')}`;
      request.reject({ statusCode: 401, extraHeaders: [challenge] });
    } else if (!verdict.ok || message.from.uri.user !== user) {
      this.#refuse(request, socket);
    } else {
      this.#bind(request, user, socket);
    }
  }

  forget(socket: WebSocket): void {
    for (const [user, entry] of this.#byUser) if (entry.socket === socket) this.#byUser.delete(user);
  }

  #refuse(request: IncomingRegisterRequest, socket: WebSocket): void {
    const count = (this.#refusals.get(socket) ?? 0) + 1;
    this.#refusals.set(socket, count);
    request.reject({ statusCode: 403 });
    if (count >= MAX_REFUSALS) socket.close(1008);
  }

  #bind(request: IncomingRegisterRequest, user: string, socket: WebSocket): void {
    const contact = request.message.parseHeader('contact') as { readonly uri: URI; getParam(name: string): string | null | undefined } | undefined;
    if (contact === undefined) {
      request.reject({ statusCode: 400 });
      return;
    }
    const asked = Number(contact.getParam('expires') ?? request.message.getHeader('Expires') ?? MAX_EXPIRES_SECONDS);
    const expires = Number.isInteger(asked) && asked >= 0 ? Math.min(asked, MAX_EXPIRES_SECONDS) : MAX_EXPIRES_SECONDS;
    if (expires === 0) {
      this.#byUser.delete(user);
    } else {
      this.#byUser.set(user, { user, contact: contact.uri, socket, expiresAt: this.#clock() + expires * 1_000 });
      this.#sockets.bind(contact.uri.host, socket);
    }
    request.accept({ statusCode: 200, extraHeaders: [`Contact: <${contact.uri.toString()}>;expires=${expires}`] });
  }
}
