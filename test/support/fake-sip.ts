import type { CallAudio } from '../../renderer/phone/audio/port.ts';
import { LegRefused, type IncomingLeg, type LegEvents, type RegisterOutcome, type SipLeg, type SipLine } from '../../renderer/phone/sip/port.ts';
import { ok, type Result } from '#shared/lib/result.ts';

/** A SIP leg that does what it is told and writes down what it is asked. */
export class FakeLeg implements SipLeg {
  readonly asked: string[] = [];
  readonly sipCallId: string;
  events: LegEvents | null = null;
  /** Statuses with which the next re-INVITEs are refused. */
  refusals: number[] = [];
  acceptFails = false;
  /** When set, `accept` waits for it. */
  acceptGate: Promise<void> = Promise.resolve();
  readonly id: string;

  constructor(id: string) {
    this.id = id;
    this.sipCallId = `sip-${id}`;
  }

  listen(events: LegEvents): void {
    this.events = events;
  }

  async accept(): Promise<void> {
    this.asked.push('accept');
    await this.acceptGate;
    if (this.acceptFails) throw new Error('no media');
    this.events?.established();
  }

  async reject(status: number): Promise<void> {
    this.asked.push(`reject ${status}`);
    this.events?.ended({ type: 'local' });
  }

  async hangUp(): Promise<void> {
    this.asked.push('hangUp');
    this.events?.ended({ type: 'local' });
  }

  async hold(on: boolean): Promise<void> {
    this.#reinvite(on ? 'hold' : 'resume');
  }

  async refresh(): Promise<void> {
    this.#reinvite('refresh');
  }

  #reinvite(what: string): void {
    this.asked.push(what);
    const status = this.refusals.shift();
    if (status !== undefined) throw new LegRefused(status);
  }
}

export class FakeLine implements SipLine {
  readonly asked: string[] = [];
  readonly dialled: FakeLeg[] = [];
  connectTo: (server: string) => Promise<void> = () => Promise.resolve();
  answerRegister: () => Promise<RegisterOutcome> = () => Promise.resolve({ type: 'ok', expiresSeconds: 120 });
  answerPing: () => Promise<void> = () => Promise.resolve();

  connect(server: string): Promise<void> {
    this.asked.push(`connect ${server}`);
    return this.connectTo(server);
  }

  drop(): void {
    this.asked.push('drop');
  }

  register(): Promise<RegisterOutcome> {
    this.asked.push('register');
    return this.answerRegister();
  }

  async unregister(): Promise<void> {
    this.asked.push('unregister');
  }

  ping(): Promise<void> {
    this.asked.push('ping');
    return this.answerPing();
  }

  dial(callId: string, target: string): FakeLeg {
    this.asked.push(`dial ${target}`);
    const leg = new FakeLeg(callId);
    this.dialled.push(leg);
    return leg;
  }

  close(): void {
    this.asked.push('close');
  }
}

export class FakeAudio implements CallAudio {
  microphone: Result<null> = ok(null);
  readonly open = new Set<string>();
  readonly muted = new Map<string, boolean>();
  readonly held = new Map<string, boolean>();
  tone: 'none' | 'bell' | 'ringback' = 'none';

  async openMicrophone(callId: string): Promise<Result<null>> {
    this.open.add(callId);
    return this.microphone;
  }

  async checkMicrophone(): Promise<Result<null>> {
    return this.microphone;
  }

  setMuted(callId: string, muted: boolean): void {
    this.muted.set(callId, muted);
  }

  setHeld(callId: string, held: boolean): void {
    this.held.set(callId, held);
  }

  levels(): { readonly local: number; readonly remote: number } {
    return { local: 0.1, remote: 0.2 };
  }

  release(callId: string): void {
    this.open.delete(callId);
  }

  ring(tone: 'none' | 'bell' | 'ringback'): void {
    this.tone = tone;
  }
}

/** An INVITE as the adapter hands it over. */
export function incomingFrom(leg: FakeLeg, from: string): IncomingLeg {
  return { leg, caller: { from }, to: '8001', headers: { queue: null, dnis: '10000', diversion: null, waitSeconds: 3 } };
}
