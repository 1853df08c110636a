import { Inviter, SessionState, type Invitation, type Session, type UserAgent, type URI } from 'sip.js';
import type { Prompt } from './audio.ts';
import type { CallerMedia, MediaReport } from './media.ts';

/** What to play and when to give up; times in ms. */
export interface CallerPlan {
  readonly prompt: Prompt;
  readonly cancelAfterMs: number | null;
  readonly hangUpAfterMs: number | null;
}

export type CallerEnd = 'callerHungUp' | 'agentHungUp' | 'cancelled' | 'refused' | 'failed';

/** Everything about a call for the control API. Times are epoch ms with a fraction. */
export interface CallerReport {
  readonly callId: string;
  readonly user: string;
  readonly direction: 'toAgent' | 'fromAgent';
  readonly state: 'calling' | 'ringing' | 'connected' | 'ended';
  readonly end: CallerEnd | null;
  readonly endStatus: number | null;
  readonly held: boolean;
  readonly timings: {
    readonly placedAt: number;
    readonly inviteSentAt: number | null;
    readonly ringingAt: number | null;
    readonly answeredAt: number | null;
    readonly firstHeardAt: number | null;
    readonly endedAt: number | null;
  };
  readonly heard: { readonly rms: number; readonly hz: number };
  readonly packetsReceived: number;
  readonly playedMs: number;
}

/** One simulated person on one call. */
export class Caller {
  readonly callId: string;
  readonly #session: Inviter | Invitation;
  readonly #user: string;
  readonly #plan: CallerPlan;
  readonly #clock: () => number;
  readonly #placedAt: number;
  readonly #media: () => CallerMedia | undefined;
  #inviteSentAt: number | null = null;
  #ringingAt: number | null = null;
  #answeredAt: number | null = null;
  #endedAt: number | null = null;
  #end: CallerEnd = 'failed';
  #endStatus: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastReport: MediaReport | null = null;

  constructor(options: {
    session: Inviter | Invitation; user: string; plan: CallerPlan; clock: () => number; media: (session: Session) => CallerMedia | undefined;
  }) {
    this.#session = options.session;
    this.#user = options.user;
    this.#plan = options.plan;
    this.#clock = options.clock;
    this.#placedAt = options.clock();
    this.#media = () => options.media(options.session);
    this.callId = options.session.request.callId;
    this.#session.delegate = {
      onBye: (bye) => {
        this.#end = 'agentHungUp';
        void bye.accept();
      },
      onCancel: () => {
        this.#end = 'cancelled';
      },
      onRefer: (referral) => void referral.reject({ statusCode: 603 }),
    };
    this.#session.stateChange.addListener((state) => this.#moved(state));
  }

  get isOver(): boolean {
    return this.#endedAt !== null;
  }

  /** Rings the agent's phone. */
  place(): void {
    const inviter = this.#session as Inviter;
    if (this.#plan.cancelAfterMs !== null) this.#after(this.#plan.cancelAfterMs, () => void this.hangUp());
    inviter
      .invite({
        requestDelegate: {
          onProgress: ({ message }) => {
            if (message.statusCode === 180) this.#ringingAt ??= this.#clock();
          },
          onReject: ({ message }) => {
            this.#endStatus = message.statusCode ?? null;
            if (this.#end === 'failed') this.#end = 'refused';
          },
        },
      })
      .catch(() => undefined);
  }

  /** Picks up a call the agent dialled, after a moment of ringing. */
  pickUp(ringMs: number): void {
    const invitation = this.#session as Invitation;
    invitation.progress({ statusCode: 180 }).catch(() => undefined);
    this.#ringingAt = this.#clock();
    this.#after(ringMs, () => void invitation.accept().catch(() => undefined));
  }

  /** The INVITE has left for the socket. */
  sent(): void {
    this.#inviteSentAt ??= this.#clock();
  }

  async hangUp(): Promise<void> {
    const session = this.#session;
    switch (session.state) {
      case SessionState.Established:
        this.#end = 'callerHungUp';
        await session.bye();
        return;
      case SessionState.Initial:
      case SessionState.Establishing:
        this.#end = 'cancelled';
        await (session instanceof Inviter ? session.cancel() : session.reject({ statusCode: 480 }));
        return;
      case SessionState.Terminating:
      case SessionState.Terminated:
        return;
    }
  }

  report(): CallerReport {
    const media = this.#lastReport ?? this.#measure();
    return {
      callId: this.callId,
      user: this.#user,
      direction: this.#session instanceof Inviter ? 'toAgent' : 'fromAgent',
      state: this.isOver ? 'ended' : this.#answeredAt !== null ? 'connected' : this.#ringingAt !== null ? 'ringing' : 'calling',
      end: this.isOver ? this.#end : null,
      endStatus: this.#endStatus,
      held: media.held,
      timings: {
        placedAt: this.#placedAt, inviteSentAt: this.#inviteSentAt, ringingAt: this.#ringingAt, answeredAt: this.#answeredAt,
        firstHeardAt: media.firstHeardAt, endedAt: this.#endedAt,
      },
      heard: media.heard,
      packetsReceived: media.packetsReceived,
      playedMs: media.playedMs,
    };
  }

  #measure(): MediaReport {
    return this.#media()?.report() ?? { heard: { rms: 0, hz: 0 }, packetsReceived: 0, playedMs: 0, held: false, firstHeardAt: null };
  }

  #moved(state: SessionState): void {
    if (state === SessionState.Established) {
      this.#answeredAt = this.#clock();
      this.#stopTimer();
      if (this.#plan.hangUpAfterMs !== null) this.#after(this.#plan.hangUpAfterMs, () => void this.hangUp());
    }
    if (state === SessionState.Terminated) {
      this.#stopTimer();
      this.#lastReport = this.#measure();
      this.#endedAt = this.#clock();
    }
  }

  #after(ms: number, run: () => void): void {
    this.#stopTimer();
    this.#timer = setTimeout(run, ms);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}

/** An INVITE to a registered phone, as an edge would send it. */
export function inviterFor(ua: UserAgent, target: URI, options: { from: URI; displayName: string; to: URI; headers: readonly string[] }): Inviter {
  return new Inviter(ua, target, {
    params: { fromUri: options.from, fromDisplayName: options.displayName, toUri: options.to },
    extraHeaders: [...options.headers],
  });
}
