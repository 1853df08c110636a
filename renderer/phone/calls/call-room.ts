import type { CallRecord } from '#shared/contract/phone.ts';
import { isConnected, isLive, newCall, transition, type CallEvent } from '#shared/domain/call.ts';
import { checkDialString } from '#shared/domain/number-dial.ts';
import type { NumberContext } from '#shared/domain/number.ts';
import type { Clock, Timers } from '#shared/lib/clock.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import type { CallAudio } from '../audio/port.ts';
import { LegRefused, type IncomingLeg, type LegEnd, type SipLeg } from '../sip/port.ts';
import { callerParty, dialledParty, NO_HEADERS, viewOf, type CallEntry } from './call-entry.ts';
import { OperationQueue } from './operation-queue.ts';

export interface CallRoomOptions {
  readonly audio: CallAudio;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: () => string;
  readonly onChange: () => void;
  readonly onRinging: (view: CallRecord, leg: IncomingLeg) => void;
  readonly onAnswered: (callId: string, at: number) => void;
  readonly onEnded: (view: CallRecord) => void;
}

/** The line as the calls need it. */
export interface CallLine {
  readonly isReady: boolean;
  readonly numbers: NumberContext;
  readonly trustAssertedIdentity: boolean;
  dial(callId: string, target: string): SipLeg;
}

type Outcome = Result<Record<string, never>>;
const DONE: Outcome = ok({});

/** More at once is not a busy agent but a fault or an attack; the rest hears busy. */
const MAX_CALLS = 8;
const GLARE_TRIES = 3;

/** All calls of this phone. Every change of a call goes through one gate (`#apply`), every SIP operation through the call's own queue. */
export class CallRoom {
  readonly #options: CallRoomOptions;
  readonly #entries = new Map<string, CallEntry>();
  /** Goodbyes that could not be said because the line was down; a far side that never hears one keeps a dead call. */
  #unsaidByes: SipLeg[] = [];
  #line: CallLine | null = null;

  constructor(options: CallRoomOptions) {
    this.#options = options;
  }

  get views(): CallRecord[] {
    return [...this.#entries.values()].map(viewOf);
  }

  get hasCalls(): boolean {
    return this.#entries.size > 0;
  }

  get connectedIds(): string[] {
    return [...this.#entries.values()].filter((entry) => isConnected(entry.call)).map((entry) => entry.call.id);
  }

  useLine(line: CallLine | null): void {
    this.#line = line;
    if (line === null) this.#unsaidByes = [];
  }

  incoming(incoming: IncomingLeg): void {
    if (this.#line === null || this.#entries.size >= MAX_CALLS) {
      this.#quietly(incoming.leg.reject(486));
      return;
    }
    const remote = callerParty(incoming, this.#line.numbers, this.#line.trustAssertedIdentity);
    const entry = this.#add(incoming.leg, 'incoming', remote, incoming.headers);
    this.#options.onRinging(viewOf(entry), incoming);
    this.#changed();
  }

  async dial(input: string): Promise<Result<{ callId: string }>> {
    const check = checkDialString(input, this.#line?.numbers ?? {});
    if (!check.ok) return fail('NUMBER_BAD');
    const refused = this.#cannotDial();
    if (refused !== null) return fail(refused);
    const callId = this.#options.newId();
    const microphone = await this.#options.audio.openMicrophone(callId);
    // A call may have come or the line gone while the microphone opened.
    const line = this.#line;
    const late = this.#cannotDial();
    if (!microphone.ok || late !== null || line === null) {
      this.#options.audio.release(callId);
      return microphone.ok ? fail(late ?? 'SIP_TRANSPORT_DOWN') : microphone;
    }
    const remote = dialledParty(check.number.kind === 'unknown' ? check.dial : check.number.raw, line.numbers);
    this.#add(line.dial(callId, check.dial), 'outgoing', remote, NO_HEADERS);
    this.#changed();
    return ok({ callId });
  }

  /** The microphone first: a call answered without one is a customer talking to nobody. While another call is talking, hold that one first. */
  answer(callId: string): Promise<Outcome> {
    return this.#with(callId, async (entry) => {
      const talking = this.#talking();
      if (talking !== undefined && talking !== entry) return fail('CALL_BAD_STATE');
      const answered = this.#apply(entry, { type: 'answer' });
      if (!answered.ok) return answered;
      return entry.queue.run(async () => {
        const microphone = await this.#options.audio.openMicrophone(callId);
        if (!microphone.ok || !isLive(entry.call)) {
          this.#options.audio.release(callId);
          this.#apply(entry, { type: 'answerFailed' });
          return microphone.ok ? fail('CALL_NOT_FOUND') : microphone;
        }
        try {
          await entry.leg.accept();
          return DONE;
        } catch {
          this.#apply(entry, { type: 'failed' });
          this.#quietly(entry.leg.hangUp());
          return entry.call.endReason === 'failed' ? fail('MEDIA_FAILED') : fail('CALL_NOT_FOUND');
        }
      });
    });
  }

  reject(callId: string): Promise<Outcome> {
    return this.#with(callId, (entry) => {
      const applied = this.#apply(entry, { type: 'reject' });
      if (applied.ok) this.#quietly(entry.leg.reject(603));
      return applied;
    });
  }

  /** Ends at once for the person; the goodbye follows, after the reconnect if need be. */
  hangUp(callId: string): Promise<Outcome> {
    return this.#with(callId, (entry) => {
      const applied = this.#apply(entry, { type: 'hangUp' });
      if (applied.ok) this.#sayBye(entry.leg);
      return applied;
    });
  }

  hold(callId: string): Promise<Outcome> {
    return this.#with(callId, (entry) => entry.queue.run(() => this.#setHold(entry, true)));
  }

  resume(callId: string): Promise<Outcome> {
    return this.#with(callId, (entry) => {
      const talking = this.#talking();
      if (talking !== undefined && talking !== entry) return fail('CALL_BAD_STATE');
      return entry.queue.run(() => this.#setHold(entry, false));
    });
  }

  mute(callId: string, muted: boolean): Promise<Outcome> {
    return this.#with(callId, (entry) => {
      const applied = this.#apply(entry, { type: muted ? 'mute' : 'unmute' });
      if (applied.ok) this.#options.audio.setMuted(callId, muted);
      return applied;
    });
  }

  /** The line is up again after a loss: bind every connected call to the new connection, and say what was left unsaid. */
  async repair(): Promise<void> {
    for (const leg of this.#unsaidByes.splice(0)) this.#quietly(leg.hangUp());
    const connected = [...this.#entries.values()].filter((entry) => isConnected(entry.call));
    await Promise.all(connected.map((entry) => entry.queue.run(() => this.#refresh(entry))));
  }

  /** Sign-out: every call ends, politely where the line still carries it. */
  endAll(): void {
    for (const entry of [...this.#entries.values()]) {
      const ringing = entry.call.direction === 'incoming' && entry.call.phase === 'ringing';
      this.#apply(entry, ringing ? { type: 'reject' } : { type: 'hangUp' });
      this.#quietly(ringing ? entry.leg.reject(480) : entry.leg.hangUp());
    }
  }

  #add(leg: SipLeg, direction: 'incoming' | 'outgoing', remote: CallEntry['remote'], headers: CallEntry['headers']): CallEntry {
    const call = newCall(leg.id, direction, this.#options.clock());
    const entry: CallEntry = { call, endStatus: null, leg, queue: new OperationQueue(), remote, headers };
    this.#entries.set(leg.id, entry);
    leg.listen({
      ringing: () => this.#apply(entry, { type: 'ringing' }),
      established: () => this.#established(entry),
      ended: (end) => this.#legEnded(entry, end),
    });
    return entry;
  }

  #established(entry: CallEntry): void {
    const applied = this.#apply(entry, { type: 'established' });
    if (applied.ok) this.#options.onAnswered(entry.call.id, this.#options.clock());
    // The CANCEL or our hang-up won the race, yet the far side thinks it talks to us.
    else if (!isLive(entry.call)) {
      this.#sayBye(entry.leg);
      this.#options.audio.release(entry.call.id);
    }
  }

  #legEnded(entry: CallEntry, end: LegEnd): void {
    if (end.type === 'refused') entry.endStatus = end.status;
    this.#apply(entry, eventOf(end, entry));
  }

  async #setHold(entry: CallEntry, on: boolean): Promise<Outcome> {
    const event: CallEvent = { type: on ? 'hold' : 'resume' };
    if (!transition(entry.call, event, this.#options.clock()).ok) return fail('CALL_BAD_STATE');
    if (this.#line?.isReady !== true) return fail('SIP_TRANSPORT_DOWN');
    const status = await this.#reinvite(() => entry.leg.hold(on));
    if (status !== null) return fail('CALL_FAILED', { status });
    this.#options.audio.setHeld(entry.call.id, on);
    return this.#apply(entry, event);
  }

  async #refresh(entry: CallEntry): Promise<void> {
    if (!isConnected(entry.call)) return;
    const status = await this.#reinvite(() => entry.leg.refresh());
    // 408 and 481: the far side knows this dialog no more (RFC 3261 §12.2.1.2).
    if (status === 481 || status === 408) {
      this.#apply(entry, { type: 'lost' });
      this.#sayBye(entry.leg);
    }
  }

  /** Null when it went through, else the status. Glare (491) is tried again after the wait of RFC 3261 §14.1 for the callee. */
  async #reinvite(send: () => Promise<void>): Promise<number | null> {
    for (let tries = 1; ; tries += 1) {
      try {
        await send();
        return null;
      } catch (error) {
        const status = error instanceof LegRefused ? error.status : 500;
        if (status !== 491 || tries >= GLARE_TRIES) return status;
        await new Promise<void>((resolve) => void this.#options.timers.set(resolve, this.#options.random() * 2_000));
      }
    }
  }

  async #with(callId: string, run: (entry: CallEntry) => Outcome | Promise<Outcome>): Promise<Outcome> {
    const entry = this.#entries.get(callId);
    if (entry === undefined) return fail('CALL_NOT_FOUND');
    const result = run(entry);
    if (entry.queue.isBusy) this.#changed();
    const outcome = await result;
    this.#changed();
    return outcome;
  }

  /** The one gate. */
  #apply(entry: CallEntry, event: CallEvent): Outcome {
    const next = transition(entry.call, event, this.#options.clock());
    if (!next.ok) return fail(next.reason);
    if (next.call === entry.call) return DONE;
    entry.call = next.call;
    if (next.call.phase === 'ended') {
      this.#entries.delete(next.call.id);
      this.#options.audio.release(next.call.id);
      this.#options.onEnded(viewOf(entry));
    }
    this.#changed();
    return DONE;
  }

  #cannotDial(): 'SIP_TRANSPORT_DOWN' | 'CALL_BAD_STATE' | null {
    if (this.#line?.isReady !== true) return 'SIP_TRANSPORT_DOWN';
    return this.#entries.size >= MAX_CALLS || this.#talking() !== undefined ? 'CALL_BAD_STATE' : null;
  }

  #talking(): CallEntry | undefined {
    return [...this.#entries.values()].find((entry) => ['active', 'connecting', 'dialing'].includes(entry.call.phase) || isRingingOut(entry));
  }

  #sayBye(leg: SipLeg): void {
    if (this.#line?.isReady === true) this.#quietly(leg.hangUp());
    else this.#unsaidByes.push(leg);
  }

  #changed(): void {
    this.#options.audio.ring(this.#tone());
    this.#options.onChange();
  }

  /** The bell never sounds into a conversation. */
  #tone(): 'none' | 'bell' | 'ringback' {
    const calls = [...this.#entries.values()];
    if (calls.some(isRingingOut)) return 'ringback';
    if (this.#talking() !== undefined) return 'none';
    return calls.some((entry) => entry.call.phase === 'ringing') ? 'bell' : 'none';
  }

  /** A goodbye that fails changes nothing for us: the call is over here. */
  #quietly(promise: Promise<void>): void {
    promise.catch(() => undefined);
  }
}

function isRingingOut(entry: CallEntry): boolean {
  return entry.call.direction === 'outgoing' && entry.call.phase === 'ringing';
}

function eventOf(end: LegEnd, entry: CallEntry): CallEvent {
  switch (end.type) {
    case 'cancelled':
      return { type: 'cancelled', answeredElsewhere: end.answeredElsewhere };
    case 'remoteHangUp':
      return { type: 'remoteHangUp' };
    case 'refused':
      return { type: 'refused', status: end.status };
    case 'failed':
      return { type: 'failed' };
    case 'local':
      return entry.call.direction === 'incoming' && entry.call.phase === 'ringing' ? { type: 'reject' } : { type: 'hangUp' };
    default:
      return assertNever(end);
  }
}
