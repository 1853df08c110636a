import type { HubCallName } from '#shared/contract/hub.ts';
import type { Result } from '#shared/lib/result.ts';

/** What a desk shows to be let in (S-100). */
export interface Handshake {
  readonly token: string;
  readonly deskId: string;
  readonly protocol: number;
}

/** One connection, from its handshake to its end; it never comes back by itself. */
export interface HubConnection {
  /** The raw acknowledgement, not yet parsed. Rejects when none came in time or the connection broke. */
  request(name: HubCallName, input: unknown, timeoutMs: number): Promise<unknown>;
  close(): void;
}

export interface HubConnectionEvents {
  /** Anything the hub says by itself, not yet parsed. */
  onEvent(name: string, payload: unknown): void;
  /** Once, when the other side or the network ended it; not after `close()`. */
  onClosed(): void;
}

export interface HubConnector {
  /** Refused handshakes answer with the hub's problem, everything else with HUB_UNREACHABLE. */
  connect(handshake: Handshake, events: HubConnectionEvents, timeoutMs: number): Promise<Result<HubConnection>>;
}
