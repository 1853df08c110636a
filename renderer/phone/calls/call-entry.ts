import type { CallHeaders, CallRecord, RemoteParty } from '#shared/contract/phone.ts';
import type { Call } from '#shared/domain/call.ts';
import { callerFromHeaders } from '#shared/domain/number-caller.ts';
import { maskNumber } from '#shared/domain/number-display.ts';
import { normalizeNumber, type NumberContext } from '#shared/domain/number.ts';
import type { IncomingLeg, SipLeg } from '../sip/port.ts';
import type { OperationQueue } from './operation-queue.ts';

/** One call of the room: its state, its SIP leg, its queue. */
export interface CallEntry {
  call: Call;
  endStatus: number | null;
  /** The direction the far side was last told; the truth a repair after a reconnect repeats. */
  readonly leg: SipLeg;
  readonly queue: OperationQueue;
  readonly remote: RemoteParty;
  readonly headers: CallHeaders;
}

export const NO_HEADERS: CallHeaders = { queue: null, dnis: null, diversion: null, waitSeconds: null };

export function viewOf(entry: CallEntry): CallRecord {
  return { ...entry.call, endStatus: entry.endStatus, remote: entry.remote, headers: entry.headers, busy: entry.queue.isBusy };
}

export function callerParty(incoming: IncomingLeg, context: NumberContext, trusted: boolean): RemoteParty {
  const caller = callerFromHeaders(incoming.caller, { trusted });
  return party(caller.raw, caller.displayName, caller.withheld, context);
}

export function dialledParty(raw: string, context: NumberContext): RemoteParty {
  return party(raw, '', false, context);
}

function party(raw: string, displayName: string, withheld: boolean, context: NumberContext): RemoteParty {
  const number = normalizeNumber(raw, context);
  return {
    number: number.kind === 'anonymous' ? '' : (number.national ?? number.raw).slice(0, 512),
    masked: maskNumber(number).slice(0, 64),
    kind: number.kind,
    displayName,
    withheld: withheld || number.kind === 'anonymous',
    trunk: number.trunk,
  };
}
