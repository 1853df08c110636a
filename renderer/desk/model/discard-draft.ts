import type { DataPort } from './ports.ts';
import type { DeskStore } from './store.ts';
import type { Contact } from './ui.ts';

/** How long a discarded draft can be brought back, in ms; the data room keeps it a little longer. */
export const UNDO_MS = 10_000;

/** Discards the draft of a contact; its tab stays for as long as it can be undone. */
export async function discardDraft(store: DeskStore, data: DataPort, contact: Contact, now: number): Promise<void> {
  const { draftId } = contact;
  if (draftId === null) return;
  store.getState().setDiscarded(contact.id, { draftId, until: now + UNDO_MS });
  const result = await data.call('draft.discard', { id: draftId });
  if (result.ok) store.getState().dropDraft(draftId);
  else {
    store.getState().setDiscarded(contact.id, null);
    store.getState().notify(result.problem);
  }
}
