import { assertNever } from '#shared/lib/assert-never.ts';

/**
 * One call, as the person at the desk knows it.
 *
 * ```
 *              ┌────────────┐ ringing      ┌─────────┐ answer     ┌────────────┐
 *  outgoing ──▶│  dialing   │─────────────▶│ ringing │───────────▶│ connecting │
 *              └─────┬──────┘   incoming ─▶└────┬────┘ (incoming) └─────┬──────┘
 *                    │ established              │ established (outgoing)│ established
 *                    └──────────────┬───────────┴───────────────────────┘
 *                                   ▼      hold        ┌──────┐
 *                              ┌────────┐─────────────▶│ held │   mute/unmute: a flag of
 *                              │ active │◀─────────────└──────┘   connecting, active and held
 *                              └────────┘    resume
 *  every state but ended ── hangUp, reject, cancelled, remoteHangUp, refused, failed ──▶ ended(reason)
 * ```
 *
 * `transition` is pure and total: an event that makes no sense in a state is refused as a value, so a race
 * (answer against CANCEL, BYE against hold) has exactly one outcome. Times are epoch milliseconds.
 */
export interface Call {
  readonly id: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly phase: CallPhase;
  readonly muted: boolean;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  /** Set while the phase is `held`. */
  readonly heldSince: number | null;
  /** Time spent on hold before `heldSince`, in ms. */
  readonly heldMs: number;
  readonly endedAt: number | null;
  readonly endReason: CallEndReason | null;
}

export const CALL_PHASES = ['dialing', 'ringing', 'connecting', 'active', 'held', 'ended'] as const;
export type CallPhase = (typeof CALL_PHASES)[number];

/**
 * `local`/`remote` hung up; `cancelled` the caller gave up while it rang, or we before the other side
 * answered; `answeredElsewhere` another phone took it; `rejected` by us; `busy`, `noAnswer`, `declined` by
 * the other side; `failed` it could not be set up; `lost` the connection broke and could not be repaired.
 */
export const CALL_END_REASONS = [
  'local', 'remote', 'cancelled', 'answeredElsewhere', 'rejected', 'busy', 'noAnswer', 'declined', 'failed', 'lost',
] as const;
export type CallEndReason = (typeof CALL_END_REASONS)[number];

export type CallEvent =
  | { readonly type: 'ringing' }
  | { readonly type: 'answer' }
  | { readonly type: 'answerFailed' }
  | { readonly type: 'established' }
  | { readonly type: 'hold' }
  | { readonly type: 'resume' }
  | { readonly type: 'mute' }
  | { readonly type: 'unmute' }
  | { readonly type: 'hangUp' }
  | { readonly type: 'reject' }
  | { readonly type: 'cancelled'; readonly answeredElsewhere: boolean }
  | { readonly type: 'remoteHangUp' }
  | { readonly type: 'refused'; readonly status: number }
  | { readonly type: 'failed' }
  | { readonly type: 'lost' };

export type CallTransition = { readonly ok: true; readonly call: Call } | { readonly ok: false; readonly reason: 'CALL_BAD_STATE' };

const REFUSED: CallTransition = { ok: false, reason: 'CALL_BAD_STATE' };

export function newCall(id: string, direction: Call['direction'], at: number): Call {
  return {
    id, direction, phase: direction === 'incoming' ? 'ringing' : 'dialing', muted: false, startedAt: at,
    answeredAt: null, heldSince: null, heldMs: 0, endedAt: null, endReason: null,
  };
}

/** The next state of a call, or CALL_BAD_STATE when the event does not fit. */
export function transition(call: Call, event: CallEvent, at: number): CallTransition {
  if (call.phase === 'ended') return REFUSED;
  switch (event.type) {
    case 'ringing':
      return call.phase === 'dialing' ? to(call, { phase: 'ringing' }) : same(call, call.direction === 'outgoing' && call.phase === 'ringing');
    case 'answer':
      return isRinging(call, 'incoming') ? to(call, { phase: 'connecting' }) : REFUSED;
    case 'answerFailed':
      return call.phase === 'connecting' ? to(call, { phase: 'ringing' }) : REFUSED;
    case 'established':
      return canEstablish(call) ? to(call, { phase: 'active', answeredAt: at }) : REFUSED;
    case 'hold':
      return call.phase === 'active' ? to(call, { phase: 'held', heldSince: at }) : REFUSED;
    case 'resume':
      return call.phase === 'held' ? to(call, { phase: 'active', heldSince: null, heldMs: heldUntil(call, at) }) : REFUSED;
    case 'mute':
      return canMute(call) ? to(call, { muted: true }) : REFUSED;
    case 'unmute':
      return canMute(call) ? to(call, { muted: false }) : REFUSED;
    case 'hangUp':
      return isRinging(call, 'incoming') ? REFUSED : end(call, call.answeredAt === null ? 'cancelled' : 'local', at);
    case 'reject':
      return isRinging(call, 'incoming') ? end(call, 'rejected', at) : REFUSED;
    case 'cancelled':
      return call.direction === 'incoming' && call.answeredAt === null
        ? end(call, event.answeredElsewhere ? 'answeredElsewhere' : 'cancelled', at)
        : REFUSED;
    case 'remoteHangUp':
      return end(call, call.answeredAt === null && call.direction === 'incoming' ? 'cancelled' : 'remote', at);
    case 'refused':
      return call.answeredAt === null ? end(call, refusalReason(event.status), at) : REFUSED;
    case 'failed':
      return end(call, 'failed', at);
    case 'lost':
      return end(call, 'lost', at);
    default:
      return assertNever(event);
  }
}

/** True while the call exists for the other side: anything but ended. */
export function isLive(call: Call): boolean {
  return call.phase !== 'ended';
}

/** True once both sides were connected and neither has hung up. */
export function isConnected(call: Call): boolean {
  return call.phase === 'active' || call.phase === 'held';
}

function isRinging(call: Call, direction: Call['direction']): boolean {
  return call.phase === 'ringing' && call.direction === direction;
}

function canEstablish(call: Call): boolean {
  return call.direction === 'incoming' ? call.phase === 'connecting' : call.phase === 'dialing' || call.phase === 'ringing';
}

function canMute(call: Call): boolean {
  return call.phase === 'connecting' || isConnected(call);
}

function heldUntil(call: Call, at: number): number {
  return call.heldMs + (call.heldSince === null ? 0 : Math.max(0, at - call.heldSince));
}

function end(call: Call, endReason: CallEndReason, at: number): CallTransition {
  return to(call, { phase: 'ended', endReason, endedAt: at, heldMs: heldUntil(call, at), heldSince: null });
}

function to(call: Call, change: Partial<Call>): CallTransition {
  return { ok: true, call: { ...call, ...change } };
}

function same(call: Call, allowed: boolean): CallTransition {
  return allowed ? { ok: true, call } : REFUSED;
}

/** Words for a final SIP status of an outgoing call (RFC 3261 §21.4–21.6). */
function refusalReason(status: number): CallEndReason {
  switch (status) {
    case 486:
    case 600:
      return 'busy';
    case 408:
    case 480:
      return 'noAnswer';
    case 487:
      return 'cancelled';
    case 603:
    case 403:
      return 'declined';
    default:
      return 'failed';
  }
}
