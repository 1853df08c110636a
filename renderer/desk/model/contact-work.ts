import type { CustomerView, ProfileView } from '#shared/contract/desk.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { Slice } from './slice.ts';

/** A customer opened by id, outside a pop. */
export type OpenedCustomer =
  | { readonly kind: 'loading' }
  | { readonly kind: 'open'; readonly customer: CustomerView; readonly profile: ProfileView | null }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** How far the typing of a draft has come to the data room; `failed` is tried again by itself. */
export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed';

/** What became of a contact: which parts of its page are finished, and what was decided about the caller. */
export interface ContactWorkSlice {
  readonly opened: Readonly<Record<string, OpenedCustomer>>;
  /** Ticket a contact was submitted as, by contact id; its tab stays, read-only, until closed. */
  readonly submitted: Readonly<Record<string, string>>;
  /** Discarded draft of a contact, by contact id; it can be restored until then (ms). */
  readonly discarded: Readonly<Record<string, { readonly draftId: string; readonly until: number }>>;
  /** Contacts the agent takes without naming the customer though the number has some. */
  readonly unidentified: Readonly<Record<string, true>>;
  /** By draft id. */
  readonly saves: Readonly<Record<string, SaveState>>;
  setOpened(customerId: string, opened: OpenedCustomer): void;
  setSubmitted(contactId: string, ticketId: string | null): void;
  setDiscarded(contactId: string, discarded: { readonly draftId: string; readonly until: number } | null): void;
  setUnidentified(contactId: string, unidentified: boolean): void;
  setSave(draftId: string, save: SaveState): void;
  /** Nothing is remembered about a contact whose tab is gone. */
  forgetContact(contactId: string): void;
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  if (!Object.hasOwn(record, key)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}

export const emptyContactWork = { opened: {}, submitted: {}, discarded: {}, unidentified: {}, saves: {} } as const;

export const contactWorkSlice: Slice<ContactWorkSlice> = (set) => ({
  ...emptyContactWork,
  setOpened: (customerId, opened) => set((state) => ({ opened: { ...state.opened, [customerId]: opened } })),
  setSubmitted: (contactId, ticketId) =>
    set(({ submitted }) => ({ submitted: ticketId === null ? without(submitted, contactId) : { ...submitted, [contactId]: ticketId } })),
  setDiscarded: (contactId, entry) =>
    set(({ discarded }) => ({ discarded: entry === null ? without(discarded, contactId) : { ...discarded, [contactId]: entry } })),
  setUnidentified: (contactId, on) =>
    set(({ unidentified }) => ({ unidentified: on ? { ...unidentified, [contactId]: true } : without(unidentified, contactId) })),
  setSave: (draftId, save) => set(({ saves }) => (saves[draftId] === save ? {} : { saves: { ...saves, [draftId]: save } })),
  forgetContact: (contactId) =>
    set(({ submitted, discarded, unidentified }) => ({
      submitted: without(submitted, contactId), discarded: without(discarded, contactId), unidentified: without(unidentified, contactId),
    })),
});
