import type { DraftView } from '#shared/contract/desk.ts';
import type { FaultDraft } from '#shared/domain/intake-form.ts';
import type { Timers } from '#shared/lib/clock.ts';
import type { Result } from '#shared/lib/result.ts';
import type { SaveState } from '../../model/contact-work.ts';
import { mergeDraft, sameData } from './draft-merge.ts';

export interface EditorView {
  readonly fault: FaultDraft;
  readonly save: SaveState;
}

export interface EditorDeps {
  readonly save: (id: string, fault: FaultDraft) => Promise<Result<DraftView>>;
  readonly timers: Timers;
  /** Pause in typing after which it is saved. */
  readonly pauseMs: number;
  readonly retryMs: number;
}

/**
 * What is being typed into one draft. Lives as long as its tab, not as long as a component, so switching
 * tabs or a re-render loses nothing. One save is under way at a time; later typing follows it.
 */
export class DraftEditor {
  readonly #id: string;
  readonly #deps: EditorDeps;
  readonly #listeners = new Set<() => void>();
  #view: EditorView;
  /** The content both sides agreed on last. */
  #base: FaultDraft;
  #sending: FaultDraft | null = null;
  #lastSent: FaultDraft | null = null;
  #timer: unknown = null;
  #running: Promise<void> | null = null;
  #disposed = false;

  constructor(draft: DraftView, deps: EditorDeps) {
    this.#id = draft.id;
    this.#deps = deps;
    this.#base = draft.fault;
    this.#view = { fault: draft.fault, save: 'saved' };
  }

  view = (): EditorView => this.#view;

  subscribe = (run: () => void): (() => void) => {
    this.#listeners.add(run);
    return () => void this.#listeners.delete(run);
  };

  edit(change: Partial<FaultDraft>): void {
    this.#show({ fault: { ...this.#view.fault, ...change }, save: this.#sending === null ? 'dirty' : 'saving' });
    this.#schedule(this.#deps.pauseMs);
  }

  /** The draft as the data room has it now: an echo of our own save, or a change from elsewhere. */
  receive(draft: DraftView): void {
    if (this.#sending !== null && sameData(draft.fault, this.#sending)) return;
    if (this.#lastSent !== null && sameData(draft.fault, this.#lastSent)) return;
    if (sameData(draft.fault, this.#base)) return;
    const fault = mergeDraft(this.#base, this.#view.fault, draft.fault);
    this.#base = draft.fault;
    this.#lastSent = null;
    this.#show({ ...this.#view, fault });
    this.#settle();
  }

  /** Saves now (leaving a field, Ctrl+S, before submit); resolves when everything typed so far is with the data room, or the try failed. */
  async flush(): Promise<boolean> {
    this.#cancelTimer();
    while (!this.#disposed) {
      if (this.#running !== null) await this.#running;
      if (sameData(this.#view.fault, this.#base)) return true;
      if (this.#view.save === 'failed' && this.#timer !== null) return false;
      this.#cancelTimer();
      this.#start();
    }
    return false;
  }

  dispose(): void {
    this.#disposed = true;
    this.#cancelTimer();
    this.#listeners.clear();
  }

  #start(): void {
    this.#running ??= this.#send().finally(() => {
      this.#running = null;
    });
  }

  async #send(): Promise<void> {
    const fault = this.#view.fault;
    this.#sending = fault;
    this.#show({ ...this.#view, save: 'saving' });
    const result = await this.#deps.save(this.#id, fault);
    this.#sending = null;
    if (this.#disposed) return;
    if (!result.ok) {
      this.#show({ ...this.#view, save: 'failed' });
      this.#schedule(this.#deps.retryMs);
      return;
    }
    this.#base = fault;
    this.#lastSent = fault;
    this.#settle();
  }

  #settle(): void {
    if (sameData(this.#view.fault, this.#base)) {
      if (this.#sending === null) this.#show({ ...this.#view, save: 'saved' });
    } else if (this.#sending === null) {
      this.#show({ ...this.#view, save: 'dirty' });
      this.#schedule(this.#deps.pauseMs);
    }
  }

  #schedule(delayMs: number): void {
    this.#cancelTimer();
    this.#timer = this.#deps.timers.set(() => {
      this.#timer = null;
      if (this.#running === null) this.#start();
      // A save is under way: what was typed meanwhile follows when it settles.
    }, delayMs);
  }

  #cancelTimer(): void {
    if (this.#timer !== null) this.#deps.timers.clear(this.#timer);
    this.#timer = null;
  }

  #show(view: EditorView): void {
    this.#view = view;
    for (const run of this.#listeners) run();
  }
}
