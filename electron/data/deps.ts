import type { Clock, Timers } from '#shared/lib/clock.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { DataStart, FromData } from '#shared/contract/data-host.ts';
import type { HubHttp } from './session/hub-http.ts';
import type { HubConnector } from './sync/transport.ts';

/** Randomness as a dependency: keys and ids in the product, a seeded source in tests. */
export interface Random {
  bytes(length: number): Buffer;
  /** 0 ≤ x < 1, for jitter only. */
  fraction(): number;
}

export type LogDetail = Readonly<Record<string, string | number | boolean | null>>;
/** Redacted events: never a number, a name, a token or a text someone typed. */
export type Log = (level: 'info' | 'warn' | 'error', event: string, detail?: LogDetail) => void;

/** What only the shell can do for this room. */
export interface Host {
  seal(text: string): Promise<string | null>;
  unseal(sealed: string): Promise<string | null>;
  post(message: Exclude<FromData, { t: 'seal' } | { t: 'unseal' } | { t: 'log' }>): void;
  log: Log;
  /** The process must begin anew: its cache was found damaged while running. */
  restart(reason: ErrorCode): void;
}

export interface RoomDeps {
  readonly start: DataStart;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly host: Host;
  readonly connector: HubConnector;
  readonly http: HubHttp;
}
