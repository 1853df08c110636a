import { EmitterImpl, TransportState, type Transport } from 'sip.js';
import type { WebSocket } from 'ws';

/**
 * One SIP transport made of many accepted WebSockets (RFC 7118), so that a dialog outlives the connection it
 * began on: a phone that reconnects finds its calls.
 *
 * A response goes back on the connection its request came on (by Via branch); a request goes to the
 * connection last bound to the host in its Request-URI, which for a softphone is a random `.invalid` name.
 */
export class SocketSwitch implements Transport {
  readonly protocol = 'WS';
  readonly stateChange = new EmitterImpl<TransportState>();
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  /** Called with each request that went out. */
  onSent: ((method: string, callId: string) => void) | undefined;
  #state = TransportState.Disconnected;
  readonly #byBranch = new Map<string, WebSocket>();
  readonly #byHost = new Map<string, WebSocket>();
  #silentUntil = 0;
  #clock: () => number = Date.now;

  get state(): TransportState {
    return this.#state;
  }

  async connect(): Promise<void> {
    this.#state = TransportState.Connected;
    this.stateChange.emit(this.#state);
    this.onConnect?.();
  }

  async disconnect(): Promise<void> {
    this.#state = TransportState.Disconnected;
    this.stateChange.emit(this.#state);
    this.onDisconnect?.();
  }

  async dispose(): Promise<void> {
    await this.disconnect();
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  useClock(clock: () => number): void {
    this.#clock = clock;
  }

  /** A black hole: connections stay open and nothing passes, either way. */
  silence(ms: number): void {
    this.#silentUntil = this.#clock() + ms;
  }

  /** One text from a socket. Throws what the SIP stack throws; the caller guards. */
  receive(socket: WebSocket, text: string): void {
    if (this.#clock() < this.#silentUntil) return;
    if (/^[\r\n]+$/.test(text)) {
      // RFC 5626 keep-alive: a double CRLF is answered by a single one.
      if (text === '\r\n\r\n') socket.send('\r\n');
      return;
    }
    const branch = text.startsWith('SIP/2.0') ? null : topBranch(text);
    if (branch !== null) this.#remember(branch, socket);
    this.onMessage?.(text);
  }

  /** The socket a request came on, by its Via branch. */
  origin(branch: string): WebSocket | undefined {
    return this.#byBranch.get(branch);
  }

  /** Requests to this host go to this socket from now on. */
  bind(host: string, socket: WebSocket): void {
    this.#byHost.set(host.toLowerCase(), socket);
  }

  forget(socket: WebSocket): void {
    for (const [host, bound] of this.#byHost) if (bound === socket) this.#byHost.delete(host);
    for (const [branch, from] of this.#byBranch) if (from === socket) this.#byBranch.delete(branch);
  }

  async send(message: string): Promise<void> {
    if (this.#clock() < this.#silentUntil) return;
    const socket = this.#route(message);
    if (socket === undefined || socket.readyState !== socket.OPEN) throw new Error('no connection to that phone');
    const request = /^([A-Z]+) \S+ SIP\/2\.0\r\n/.exec(message);
    if (request?.[1] !== undefined) this.onSent?.(request[1], /^Call-ID:\s*(\S+)/im.exec(message)?.[1] ?? '');
    await new Promise<void>((resolve, reject) => {
      socket.send(message, (error) => (error === undefined || error === null ? resolve() : reject(error)));
    });
  }

  #route(message: string): WebSocket | undefined {
    if (!message.startsWith('SIP/2.0')) {
      const host = /^[A-Z]+ sips?:(?:[^@\s]*@)?([^;:>\s]+)/.exec(message)?.[1];
      return host === undefined ? undefined : this.#byHost.get(host.toLowerCase());
    }
    const socket = this.#byBranch.get(topBranch(message) ?? '');
    if (socket !== undefined && socket.readyState === socket.OPEN) return socket;
    const sentBy = /^Via:\s*SIP\/2\.0\/\S+\s+([^;:\s]+)/im.exec(message)?.[1];
    return sentBy === undefined ? undefined : this.#byHost.get(sentBy.toLowerCase());
  }

  /** Bounded: the oldest branches are of transactions long over. */
  #remember(branch: string, socket: WebSocket): void {
    this.#byBranch.delete(branch);
    this.#byBranch.set(branch, socket);
    if (this.#byBranch.size > MAX_BRANCHES) this.#byBranch.delete(this.#byBranch.keys().next().value ?? '');
  }
}

const MAX_BRANCHES = 5_000;

function topBranch(message: string): string | null {
  const via = /^(?:via|v)\s*:\s*([^\r\n]*)/im.exec(message.slice(0, 4_096))?.[1] ?? '';
  return /;\s*branch\s*=\s*([^;,\s]+)/i.exec(via)?.[1] ?? null;
}
