import { fromDataSchema, type DataStart, type ToData } from '#shared/contract/data-host.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { Timers } from '#shared/lib/clock.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import type { Keyring } from '../keyring/keyring.ts';
import type { Log } from '../log/log-file.ts';
import { RestartPolicy } from './restart-policy.ts';

/** The utility process as far as the supervisor needs it. */
export interface DataProcess<Port> {
  post(message: ToData, ports?: readonly Port[]): void;
  kill(): void;
}

export interface DataProcessEvents {
  readonly onMessage: (raw: unknown) => void;
  readonly onExit: (code: number) => void;
}

export interface DataRoomOptions<Port> {
  readonly fork: (events: DataProcessEvents) => DataProcess<Port>;
  /** Opens the key ring anew at each start: it may have been unlocked since. Null = there is none. */
  readonly keyring: () => Promise<Keyring | null>;
  readonly start: Omit<DataStart, 't' | 'keyring' | 'sealedKey'>;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Log;
  /** The store is open, doors may be handed out. */
  readonly onReady: () => void;
  /** The process is gone; `restarting` = another one comes by itself. */
  readonly onGone: (restarting: boolean) => void;
  /** Null once the room works again. */
  readonly onProblem: (problem: Problem | null) => void;
  readonly onUnsent: (count: number) => void;
}

/** How long an orderly stop may take before the process is killed; SQLite survives that too. */
const STOP_LIMIT_MS = 3_000;

type State<Port> =
  | { readonly kind: 'down' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'up'; readonly process: DataProcess<Port>; readonly keyring: Keyring; readonly failed: boolean }
  | { readonly kind: 'stopping'; readonly process: DataProcess<Port>; readonly done: () => void }
  | { readonly kind: 'stopped' };

/** Starts the data room, gives it seal and unseal, and starts it again when it dies. */
export class DataRoom<Port> {
  private state: State<Port> = { kind: 'down' };
  private readonly policy = new RestartPolicy();
  private readonly options: DataRoomOptions<Port>;

  constructor(options: DataRoomOptions<Port>) {
    this.options = options;
  }

  /** Also the person's “try again” after a problem. */
  async start(): Promise<void> {
    if (this.state.kind === 'up' && this.state.failed) {
      this.state.process.kill();
      this.state = { kind: 'down' };
    }
    if (this.state.kind !== 'down') return;
    this.policy.forgive();
    await this.launch();
  }

  handDoor(name: 'desk' | 'phone', port: Port): void {
    if (this.state.kind === 'up') this.state.process.post({ t: 'door', name }, [port]);
  }

  wake(): void {
    if (this.state.kind === 'up') this.state.process.post({ t: 'wake' });
  }

  stop(): Promise<void> {
    const state = this.state;
    if (state.kind !== 'up') {
      this.state = { kind: 'stopped' };
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const limit = this.options.timers.set(() => {
        this.options.log('warn', 'data.stop-timeout');
        state.process.kill();
        done();
      }, STOP_LIMIT_MS);
      const done = (): void => {
        this.options.timers.clear(limit);
        this.state = { kind: 'stopped' };
        resolve();
      };
      this.state = { kind: 'stopping', process: state.process, done };
      state.process.post({ t: 'stop' });
    });
  }

  private async launch(): Promise<void> {
    this.state = { kind: 'opening' };
    const keyring = await this.options.keyring();
    if (this.state.kind !== 'opening') return;
    if (keyring === null) {
      this.state = { kind: 'down' };
      this.options.onProblem({ code: 'STORE_KEY_UNAVAILABLE' });
      return;
    }
    let own: DataProcess<Port> | undefined;
    const isCurrent = (): boolean => (this.state.kind === 'up' || this.state.kind === 'stopping') && this.state.process === own;
    own = this.options.fork({
      onMessage: (raw) => {
        if (isCurrent()) this.onMessage(raw, keyring);
      },
      onExit: (code) => {
        if (isCurrent()) this.onExit(code);
      },
    });
    this.state = { kind: 'up', process: own, keyring, failed: false };
    own.post({ t: 'start', ...this.options.start, keyring: keyring.kind, sealedKey: null });
  }

  private onMessage(raw: unknown, keyring: Keyring): void {
    const parsed = fromDataSchema.safeParse(raw);
    if (!parsed.success) return this.options.log('warn', 'data.bad-message');
    const message = parsed.data;
    switch (message.t) {
      case 'ready':
        this.options.onProblem(null);
        this.options.onReady();
        return;
      case 'failed':
        if (this.state.kind === 'up') this.state = { ...this.state, failed: true };
        this.options.log('error', 'data.failed', { code: message.problem.code });
        this.options.onProblem({
          code: message.problem.code,
          ...(message.problem.params === undefined ? {} : { params: message.problem.params }),
        });
        return;
      case 'seal':
        void keyring.seal(message.value).then((value) => this.answer(message.id, value));
        return;
      case 'unseal':
        void keyring.unseal(message.value).then((value) => this.answer(message.id, value));
        return;
      case 'unsent':
        return this.options.onUnsent(message.count);
      case 'log':
        return this.options.log(message.level, message.event, message.detail);
      case 'stopped':
        // The exit follows by itself; the answer is what the shell waits for.
        if (this.state.kind === 'stopping') this.state.done();
        return;
      default:
        return assertNever(message);
    }
  }

  private answer(id: number, value: string | null): void {
    if (this.state.kind === 'up' || this.state.kind === 'stopping') this.state.process.post({ t: 'sealed', id, value });
  }

  private onExit(code: number): void {
    if (this.state.kind === 'stopping') return this.state.done();
    const failed = this.state.kind === 'up' && this.state.failed;
    this.state = { kind: 'down' };
    if (failed) return this.options.onGone(false);
    const decision = this.policy.crashed(this.options.now());
    this.options.log('error', 'data.exit', { code, decision: decision.kind });
    this.options.onGone(decision.kind === 'restart');
    if (decision.kind === 'giveUp') return this.options.onProblem({ code: 'ROOM_KEEPS_CRASHING' });
    this.options.timers.set(() => {
      if (this.state.kind === 'down') void this.launch();
    }, decision.afterMs);
  }
}
