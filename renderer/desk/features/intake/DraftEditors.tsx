import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { DraftView } from '#shared/contract/desk.ts';
import type { Timers } from '#shared/lib/clock.ts';
import { useDeskStore, usePorts } from '../../model/context.tsx';
import type { DataPort } from '../../model/ports.ts';
import type { DeskStore } from '../../model/store.ts';
import { DraftEditor, type EditorView } from './draft-editor.ts';

/** After this pause in typing it is saved; a save that did not arrive is tried again after the other. */
const PAUSE_MS = 400;
const RETRY_MS = 2000;

/** One editor per draft that is or was open; kept in step with the store. */
class DraftEditors {
  readonly #editors = new Map<string, { readonly editor: DraftEditor; readonly off: () => void }>();
  readonly #store: DeskStore;
  readonly #data: DataPort;
  readonly #timers: Timers;

  constructor(store: DeskStore, data: DataPort, timers: Timers) {
    this.#store = store;
    this.#data = data;
    this.#timers = timers;
  }

  of(draft: DraftView): DraftEditor {
    const found = this.#editors.get(draft.id);
    if (found !== undefined) return found.editor;
    const editor = new DraftEditor(draft, {
      save: async (id, fault) => {
        const result = await this.#data.call('draft.save', { id, fault });
        if (result.ok) this.#store.getState().setDraft(result.value);
        return result;
      },
      timers: this.#timers, pauseMs: PAUSE_MS, retryMs: RETRY_MS,
    });
    const off = editor.subscribe(() => this.#store.getState().setSave(draft.id, editor.view().save));
    this.#editors.set(draft.id, { editor, off });
    return editor;
  }

  /** Follows drafts as they change elsewhere and leave. */
  follow(): () => void {
    return this.#store.subscribe((now, before) => {
      if (now.drafts === before.drafts) return;
      for (const [id, { editor, off }] of this.#editors) {
        const draft = now.drafts[id];
        if (draft === undefined) {
          off();
          editor.dispose();
          this.#editors.delete(id);
        } else if (draft !== before.drafts[id]) editor.receive(draft);
      }
    });
  }
}

const Context = createContext<DraftEditors | null>(null);

const windowTimers: Timers = {
  set: (run, delayMs) => window.setTimeout(run, delayMs),
  clear: (handle) => window.clearTimeout(handle as number),
};

/** Keeps what is being typed while tabs come and go. */
export function DraftEditorsProvider({ children, timers = windowTimers }: { readonly children: ReactNode; readonly timers?: Timers }) {
  const store = useDeskStore();
  const { data } = usePorts();
  const [editors] = useState(() => new DraftEditors(store, data, timers));
  useEffect(() => editors.follow(), [editors]);
  return <Context value={editors}>{children}</Context>;
}

/** The draft as it is being typed. */
export function useDraftEditor(draft: DraftView): { readonly editor: DraftEditor; readonly view: EditorView } {
  const editors = useContext(Context);
  if (editors === null) throw new Error('DraftEditorsProvider is missing');
  const editor = editors.of(draft);
  return { editor, view: useSyncExternalStore(editor.subscribe, editor.view) };
}
