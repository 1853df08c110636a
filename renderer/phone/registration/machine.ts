import type { RegistrationView } from '#shared/contract/phone.ts';
import type { Clock, Timers } from '#shared/lib/clock.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import type { RegisterOutcome, RegistrationPort } from '../sip/port.ts';

/**
 * Keeps one extension registered, and says so only when it is true.
 *
 * ```
 *  offline ─start─▶ connecting ─open─▶ registering ─200─▶ ready ◀──────────┐
 *     ▲                 ▲                  │ 401/403       │ no answer      │ answer
 *     │stop             │ back-off         ▼               ▼ in 3 s         │
 *  (any state)     reconnecting(n) ◀─ failed, lost ─── suspect ─────────────┘
 *                                          refused = stays down until new settings
 * ```
 *
 * Liveness is an OPTIONS every 10–13 s with a timer of our own: neither the WebSocket nor CRLF keep-alive
 * notices a black hole. One missed answer makes the line suspect and is asked once more; a second miss drops
 * the connection, so a dead path is left after at most 19 s. Servers are tried in turn. Time, timers and
 * randomness come from outside.
 */
export interface RegistrationOptions {
  readonly servers: readonly string[];
  readonly user: string;
  /** When the credentials lapse; `extend` moves it. */
  readonly expiresAt: number | null;
  readonly port: RegistrationPort;
  readonly clock: Clock;
  readonly timers: Timers;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly onChange: (view: RegistrationView) => void;
  /** Registered; `again` when it is not the first time, so that calls can be repaired. */
  readonly onReady: (again: boolean) => void;
  /** Lapsed credentials wait while this is true. */
  readonly isBusy: () => boolean;
}

const CONNECT_MS = 5_000;
const REGISTER_MS = 5_000;
const PING_MS = 3_000;
const PING_EVERY_MS = 10_000;
const PING_JITTER_MS = 3_000;
const UNREGISTER_MS = 1_000;
/** A registration is renewed after this share of its life. */
const REFRESH_SHARE = 0.6;
const BUSY_RECHECK_MS = 30_000;
const FIRST_RETRY_MS = 300;
const MAX_RETRY_MS = 15_000;
/** Long waits are cut, because a timer longer than 24.8 days fires at once. */
const MAX_TIMER_MS = 24 * 3_600_000;

export class Registration {
  readonly #options: RegistrationOptions;
  #view: RegistrationView;
  #expiresAt: number | null;
  #timer: unknown = null;
  #expiry: unknown = null;
  #serverIndex = 0;
  #refreshAt = 0;
  #wasReady = false;
  /** Raised by everything that makes answers still under way worthless. */
  #generation = 0;

  constructor(options: RegistrationOptions) {
    this.#options = options;
    this.#expiresAt = options.expiresAt;
    this.#view = {
      state: 'offline', code: null, status: null, attempt: 0, server: null, user: options.user,
      since: options.clock(), retryAt: null, confirmedAt: null,
    };
  }

  get view(): RegistrationView {
    return this.#view;
  }

  get isReady(): boolean {
    return this.#view.state === 'ready';
  }

  start(): void {
    if (this.#view.state !== 'offline' || this.#expireIfDue()) return;
    this.#armExpiry();
    void this.#connect();
  }

  /** The same credentials last until another time. */
  extend(expiresAt: number | null): void {
    this.#expiresAt = expiresAt;
    if (this.#expireIfDue()) return;
    if (this.#view.state === 'offline') this.start();
    else this.#armExpiry();
  }

  /** The connection closed under us. */
  transportLost(): void {
    switch (this.#view.state) {
      case 'offline':
      case 'refused':
      // While a connection is being opened, its own promise tells.
      case 'connecting':
      case 'reconnecting':
        return;
      case 'registering':
        return this.#nextServer(0);
      case 'ready':
      case 'suspect':
        return this.#reconnect(0);
      default:
        assertNever(this.#view.state);
    }
  }

  /** Sleep ended, the network changed, the person asks: find out now instead of at the next tick. */
  checkNow(): void {
    if (this.#expireIfDue()) return;
    if (this.#view.state === 'ready') void this.#ping();
    if (this.#view.state === 'reconnecting') void this.#connect();
  }

  /** Un-registers as far as the line allows within a second, and stays offline. */
  async stop(code: RegistrationView['code'] = null): Promise<void> {
    const wasUp = this.#view.state === 'ready' || this.#view.state === 'suspect';
    this.#enter({ state: 'offline', code, status: null, attempt: 0, retryAt: null });
    this.#clear(this.#expiry);
    if (wasUp) await this.#within(this.#options.port.unregister(), UNREGISTER_MS);
    this.#options.port.drop();
  }

  async #connect(): Promise<void> {
    const { port, servers } = this.#options;
    const server = servers[this.#serverIndex % servers.length] ?? '';
    const attempt = this.#view.attempt + 1;
    const state = this.#wasReady ? 'reconnecting' : 'connecting';
    const generation = this.#enter({ state, attempt, server, retryAt: null });
    const opened = await this.#within(port.connect(server), CONNECT_MS);
    if (generation !== this.#generation) return;
    if (!opened.ok) return this.#nextServer(0);
    await this.#register(this.#enter({ state: 'registering' }));
  }

  async #register(generation: number): Promise<void> {
    const answer = await this.#within(this.#options.port.register(), REGISTER_MS);
    if (generation !== this.#generation) return;
    this.#registered(answer.ok ? answer.value : { type: 'failed', status: 0 });
  }

  #registered(outcome: RegisterOutcome): void {
    const now = this.#options.clock();
    switch (outcome.type) {
      case 'ok': {
        const again = this.#wasReady;
        const fresh = this.#view.state !== 'ready';
        this.#wasReady = true;
        this.#refreshAt = now + outcome.expiresSeconds * 1000 * REFRESH_SHARE;
        this.#enter({ state: 'ready', code: null, status: null, attempt: 0, retryAt: null, confirmedAt: now });
        this.#armPing();
        if (fresh) this.#options.onReady(again);
        return;
      }
      case 'refused':
        this.#enter({ state: 'refused', code: 'SIP_REGISTER_REFUSED', status: outcome.status, retryAt: null });
        return this.#options.port.drop();
      case 'failed':
        return this.#nextServer(outcome.status);
      default:
        assertNever(outcome);
    }
  }

  #armPing(): void {
    const untilPing = PING_EVERY_MS + this.#options.random() * PING_JITTER_MS;
    const untilRefresh = Math.max(1_000, this.#refreshAt - this.#options.clock());
    this.#wait(Math.min(untilPing, untilRefresh), () => {
      if (this.#options.clock() >= this.#refreshAt) void this.#refresh();
      else void this.#ping();
    });
  }

  async #ping(): Promise<void> {
    this.#clear(this.#timer);
    const generation = this.#generation;
    const first = await this.#within(this.#options.port.ping(), PING_MS);
    if (generation !== this.#generation) return;
    if (first.ok) return this.#confirmed();
    const suspect = this.#enter({ state: 'suspect', code: 'SIP_TRANSPORT_DOWN' });
    const second = await this.#within(this.#options.port.ping(), PING_MS);
    if (suspect !== this.#generation) return;
    if (second.ok) return this.#confirmed();
    this.#options.port.drop();
    this.#reconnect(0);
  }

  #confirmed(): void {
    this.#enter({ state: 'ready', code: null, confirmedAt: this.#options.clock() });
    this.#armPing();
  }

  /** A refresh that is not answered is treated like a missed OPTIONS: one more try, over a new connection. */
  async #refresh(): Promise<void> {
    this.#clear(this.#timer);
    const generation = this.#generation;
    const answer = await this.#within(this.#options.port.register(), REGISTER_MS);
    if (generation !== this.#generation) return;
    const outcome: RegisterOutcome = answer.ok ? answer.value : { type: 'failed', status: 0 };
    if (outcome.type === 'failed') {
      this.#options.port.drop();
      return this.#reconnect(outcome.status);
    }
    this.#registered(outcome);
  }

  #nextServer(status: number): void {
    this.#options.port.drop();
    this.#serverIndex += 1;
    this.#reconnect(status);
  }

  #reconnect(status: number): void {
    const delay = this.#backOff();
    this.#enter({ state: 'reconnecting', code: 'SIP_TRANSPORT_DOWN', status: status === 0 ? null : status, retryAt: this.#options.clock() + delay });
    this.#wait(delay, () => void this.#connect());
  }

  /** At once (within 0.3 s) after a loss, then doubling from 0.5 s to 15 s, each with half of it random. */
  #backOff(): number {
    const { attempt } = this.#view;
    const random = this.#options.random();
    if (attempt === 0) return random * FIRST_RETRY_MS;
    const full = Math.min(MAX_RETRY_MS, 500 * 2 ** Math.min(attempt - 1, 10));
    return full / 2 + random * (full / 2);
  }

  #armExpiry(): void {
    const { clock, timers } = this.#options;
    this.#clear(this.#expiry);
    if (this.#expiresAt === null) return;
    const due = Math.max(0, this.#expiresAt - clock());
    const delay = due === 0 ? BUSY_RECHECK_MS : Math.min(due, MAX_TIMER_MS);
    this.#expiry = timers.set(() => {
      if (!this.#expireIfDue()) this.#armExpiry();
    }, delay);
  }

  #expireIfDue(): boolean {
    const { clock, isBusy } = this.#options;
    if (this.#expiresAt === null || clock() < this.#expiresAt || isBusy()) return false;
    void this.stop('SIP_CREDENTIALS_EXPIRED');
    return true;
  }

  #enter(change: Partial<RegistrationView>): number {
    this.#clear(this.#timer);
    const moved = change.state !== undefined && change.state !== this.#view.state;
    this.#view = { ...this.#view, ...change, since: moved ? this.#options.clock() : this.#view.since };
    this.#generation += 1;
    this.#options.onChange(this.#view);
    return this.#generation;
  }

  #wait(delayMs: number, run: () => void): void {
    this.#clear(this.#timer);
    this.#timer = this.#options.timers.set(run, delayMs);
  }

  #clear(handle: unknown): void {
    if (handle !== null) this.#options.timers.clear(handle);
  }

  /** The promise's value, or not ok when it rejects or the time is up. */
  #within<T>(promise: Promise<T>, ms: number): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false }> {
    return new Promise((resolve) => {
      const timer = this.#options.timers.set(() => resolve({ ok: false }), ms);
      promise.then(
        (value) => {
          this.#clear(timer);
          resolve({ ok: true, value });
        },
        () => {
          this.#clear(timer);
          resolve({ ok: false });
        },
      );
    });
  }
}
