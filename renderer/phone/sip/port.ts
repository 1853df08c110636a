import type { CallerHeaders } from '#shared/domain/number-caller.ts';
import type { CallHeaders } from '#shared/contract/phone.ts';

/** The phone's idea of SIP: what the rest of the room may ask of it. The only real one is `adapter.ts`; tests bring a fake. */

export type RegisterOutcome =
  | { readonly type: 'ok'; readonly expiresSeconds: number }
  /** 401, 403 or 404 after digest: asking again with the same credentials is pointless. */
  | { readonly type: 'refused'; readonly status: number }
  /** Anything else that may be better next time; status 0 when no answer came. */
  | { readonly type: 'failed'; readonly status: number };

/** The connection to the edge and the registration on it. */
export interface RegistrationPort {
  /** Opens the connection to one server, or rejects. A connection that is still open is given up first. */
  connect(server: string): Promise<void>;
  /** Gives the connection up at once, without waiting for a peer that may be dead. */
  drop(): void;
  register(): Promise<RegisterOutcome>;
  unregister(): Promise<void>;
  /** OPTIONS: resolves when any final answer came. The caller keeps the time. */
  ping(): Promise<void>;
}

export type LegEnd =
  | { readonly type: 'cancelled'; readonly answeredElsewhere: boolean }
  | { readonly type: 'remoteHangUp' }
  | { readonly type: 'refused'; readonly status: number }
  | { readonly type: 'failed' }
  /** We ended it ourselves. */
  | { readonly type: 'local' };

export interface LegEvents {
  ringing(): void;
  established(): void;
  ended(end: LegEnd): void;
}

/** A re-INVITE was refused. 491 means glare: both sides asked at once. */
export class LegRefused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`re-INVITE refused: ${status}`);
    this.name = 'LegRefused';
    this.status = status;
  }
}

/** One SIP dialog with its media. */
export interface SipLeg {
  /** Our id of the call (a UUID); the media of the leg goes by it too. */
  readonly id: string;
  readonly sipCallId: string;
  listen(events: LegEvents): void;
  /** Answers an incoming call; rejects when media could not be set up. */
  accept(): Promise<void>;
  reject(status: 480 | 486 | 603): Promise<void>;
  /** CANCEL or BYE, whichever fits. */
  hangUp(): Promise<void>;
  /** re-INVITE with `sendonly` or `sendrecv`; rejects with LegRefused. */
  hold(on: boolean): Promise<void>;
  /** re-INVITE with unchanged direction, to bind the dialog to a new connection. */
  refresh(): Promise<void>;
}

export interface IncomingLeg {
  readonly leg: SipLeg;
  readonly caller: CallerHeaders;
  /** Number part of To. */
  readonly to: string;
  readonly headers: CallHeaders;
}

export interface SipLine extends RegistrationPort {
  /** Sends an INVITE as call `callId`; `target` is a checked dial string. */
  dial(callId: string, target: string): SipLeg;
  /** Forgets everything without a word on the wire. */
  close(): void;
}

export interface SipLineEvents {
  transportLost(): void;
  incoming(leg: IncomingLeg): void;
  /** A message was refused as malformed; the text holds no content of it. */
  badMessage(issue: string): void;
}
