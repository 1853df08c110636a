import type { CallRecord, CallView, MediaView, PhoneState, RegistrationView, SipSettings } from '#shared/contract/phone.ts';
import type { phoneDataDoor, phoneDeskDoor } from '#shared/contract/phone.ts';
import type { Clock, Timers } from '#shared/lib/clock.ts';
import type { DoorHandlers, ServedDoor } from '#shared/lib/door.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { mediaViewOf, type CallAudio } from './audio/port.ts';
import { CallRoom } from './calls/call-room.ts';
import { Registration } from './registration/machine.ts';
import type { SipLine, SipLineEvents } from './sip/port.ts';

export interface PhoneRoomOptions {
  readonly audio: CallAudio;
  readonly createLine: (settings: SipSettings, events: SipLineEvents) => SipLine;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  /** A fresh UUID. */
  readonly newId: () => string;
  /** Calls ringing and calls in all, for the shell's tray, flash and close question. */
  readonly onActivity: (ringing: number, calls: number) => void;
}

interface Line {
  readonly settings: SipSettings;
  readonly sip: SipLine;
  readonly registration: Registration;
}

const LEVELS_EVERY_MS = 200;
const OFFLINE: RegistrationView = {
  state: 'offline', code: null, status: null, attempt: 0, server: null, user: null, since: 0, retryAt: null, confirmedAt: null,
};

/**
 * The phone room without its windows: one line, the calls on it, and the two doors. A desk that comes (again)
 * gets the whole state at once; nothing of a call depends on a desk being there.
 */
export class PhoneRoom {
  readonly #options: PhoneRoomOptions;
  readonly #calls: CallRoom;
  #line: Line | null = null;
  #media: MediaView = { microphone: 'unknown', code: null };
  #desk: ServedDoor<typeof phoneDeskDoor> | null = null;
  #data: ServedDoor<typeof phoneDataDoor> | null = null;
  /** What data has not heard because its room was down: told when it is back. */
  #untold: ((door: ServedDoor<typeof phoneDataDoor>) => void)[] = [];
  /** New settings of the same extension, waiting for the last call to end. */
  #next: SipSettings | null = null;
  #levels: unknown = null;
  #activity = '0/0';

  constructor(options: PhoneRoomOptions) {
    this.#options = options;
    const { audio, clock, timers, random } = options;
    this.#calls = new CallRoom({
      audio, clock, timers, random, newId: options.newId,
      onChange: () => this.#changed(),
      onRinging: (view, { leg, to, headers }) =>
        this.#tellData((door) => door.emit('ringing', { callId: view.id, sipCallId: leg.sipCallId, from: view.remote, to, headers, at: view.startedAt })),
      onAnswered: (callId, at) => this.#tellData((door) => door.emit('answered', { callId, at })),
      onEnded: (view) => this.#ended(view),
    });
  }

  get state(): PhoneState {
    return { registration: this.#line?.registration.view ?? OFFLINE, media: this.#media, calls: this.#calls.views.map(shown) };
  }

  get deskHandlers(): DoorHandlers<typeof phoneDeskDoor> {
    return {
      state: () => ok(this.state),
      answer: ({ callId }) => this.#noticeMedia(this.#calls.answer(callId)),
      reject: ({ callId }) => this.#calls.reject(callId),
      hangUp: ({ callId }) => this.#calls.hangUp(callId),
      hold: ({ callId }) => this.#calls.hold(callId),
      resume: ({ callId }) => this.#calls.resume(callId),
      mute: ({ callId }) => this.#calls.mute(callId, true),
      unmute: ({ callId }) => this.#calls.mute(callId, false),
      dial: ({ number }) => this.#noticeMedia(this.#calls.dial(number)),
      checkMedia: async () => ok(await this.checkMedia()),
    };
  }

  get dataHandlers(): DoorHandlers<typeof phoneDataDoor> {
    return {
      configure: async (settings) => {
        await this.configure(settings);
        return ok({});
      },
      clear: async () => {
        await this.clear();
        return ok({});
      },
    };
  }

  /** A new desk takes the place of the old one, which is gone. */
  attachDesk(door: ServedDoor<typeof phoneDeskDoor>): void {
    this.#desk = door;
    door.emit('state', this.state);
  }

  attachData(door: ServedDoor<typeof phoneDataDoor>): void {
    this.#data = door;
    for (const tell of this.#untold.splice(0)) tell(door);
    door.emit('registration', this.state.registration);
  }

  async configure(settings: SipSettings): Promise<void> {
    this.#next = null;
    const line = this.#line;
    if (line !== null && line.registration.view.state !== 'refused' && sameApartFromExpiry(line.settings, settings)) {
      line.registration.extend(settings.expiresAt);
      line.registration.checkNow();
    } else if (line !== null && line.settings.user === settings.user && line.settings.domain === settings.domain && this.#calls.hasCalls) {
      this.#next = settings;
    } else {
      await this.clear();
      this.#open(settings);
      void this.checkMedia();
    }
  }

  async clear(): Promise<void> {
    this.#next = null;
    const line = this.#line;
    if (line === null) return;
    this.#calls.endAll();
    this.#line = null;
    this.#calls.useLine(null);
    await line.registration.stop();
    line.sip.close();
    this.#registrationChanged(OFFLINE);
  }

  /** Sleep, network change: find out now. */
  wake(): void {
    this.#line?.registration.checkNow();
  }

  /** For the log of the data room: a place and a rule, never content. */
  fault(where: string, issue: string): void {
    if (this.#data !== null && !this.#data.closed) this.#data.emit('fault', { where: where.slice(0, 80), issue: issue.slice(0, 200) });
  }

  async checkMedia(): Promise<MediaView> {
    // A call that talks has the microphone open: nothing to find out, and nothing to disturb.
    if (this.#calls.connectedIds.length === 0) this.#media = mediaViewOf(await this.#options.audio.checkMicrophone());
    this.#changed();
    return this.#media;
  }

  #open(settings: SipSettings): void {
    const { clock, timers, random } = this.#options;
    const sip = this.#options.createLine(settings, {
      transportLost: () => registration.transportLost(),
      incoming: (incoming) => this.#calls.incoming(incoming),
      badMessage: (issue) => this.fault('SIP_BAD_MESSAGE', issue),
    });
    const registration = new Registration({
      servers: settings.servers, user: settings.user, expiresAt: settings.expiresAt, port: sip, clock, timers, random,
      isBusy: () => this.#calls.hasCalls,
      onChange: (view) => this.#registrationChanged(view),
      onReady: (again) => {
        if (again) void this.#calls.repair();
      },
    });
    this.#line = { settings, sip, registration };
    this.#calls.useLine({
      get isReady() {
        return registration.isReady;
      },
      numbers: { trunkAreaCode: settings.trunkAreaCode ?? null, trunkNumbers: settings.trunkNumbers ?? [] },
      trustAssertedIdentity: settings.trustAssertedIdentity ?? true,
      dial: (callId, target) => sip.dial(callId, target),
    });
    registration.start();
  }

  async #noticeMedia<T>(outcome: Promise<Result<T>>): Promise<Result<T>> {
    const result = await outcome;
    if (result.ok) this.#media = mediaViewOf(ok(null));
    else if (result.problem.code.startsWith('MEDIA_MIC')) this.#media = mediaViewOf(result);
    this.#changed();
    return result;
  }

  #registrationChanged(view: RegistrationView): void {
    if (this.#data !== null && !this.#data.closed) this.#data.emit('registration', view);
    this.#changed();
  }

  #ended(view: CallRecord): void {
    this.#desk?.emit('ended', shown(view));
    this.#tellData((door) => door.emit('ended', view));
    const next = this.#next;
    if (next !== null && !this.#calls.hasCalls) void this.configure(next);
  }

  #tellData(tell: (door: ServedDoor<typeof phoneDataDoor>) => void): void {
    if (this.#data !== null && !this.#data.closed) tell(this.#data);
    else this.#untold.push(tell);
  }

  #changed(): void {
    this.#desk?.emit('state', this.state);
    this.#tellActivity();
    this.#measureWhileConnected();
  }

  #tellActivity(): void {
    const calls = this.#calls.views;
    const ringing = calls.filter((call) => call.phase === 'ringing' && call.direction === 'incoming').length;
    const activity = `${ringing}/${calls.length}`;
    if (activity === this.#activity) return;
    this.#activity = activity;
    this.#options.onActivity(ringing, calls.length);
  }

  #measureWhileConnected(): void {
    const { timers, audio } = this.#options;
    if (this.#levels !== null || this.#calls.connectedIds.length === 0) return;
    this.#levels = timers.set(() => {
      this.#levels = null;
      for (const callId of this.#calls.connectedIds) this.#desk?.emit('levels', { callId, ...audio.levels(callId) });
      this.#measureWhileConnected();
    }, LEVELS_EVERY_MS);
  }
}

function sameApartFromExpiry(a: SipSettings, b: SipSettings): boolean {
  return JSON.stringify({ ...a, expiresAt: null }) === JSON.stringify({ ...b, expiresAt: null });
}

/** What the screen may see of a call: no number, no signalled name. */
function shown(record: CallRecord): CallView {
  const { number: _number, displayName: _name, ...remote } = record.remote;
  const { diversion: _diversion, ...headers } = record.headers;
  return { ...record, remote, headers };
}
