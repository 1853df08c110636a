import type { CallView } from '#shared/contract/phone.ts';
import { emptyContactWork } from './contact-work.ts';
import type { Slice } from './slice.ts';
import type { DeskState } from './store.ts';

/** One tab of the workbench: a call, a draft, a customer looked up, or all three of them as one contact. */
export interface Contact {
  /** Stable for the life of the tab. */
  readonly id: string;
  readonly callId: string | null;
  readonly draftId: string | null;
  readonly customerId: string | null;
  /** Opened by the agent from search: stays until closed. */
  readonly pinned: boolean;
}

export type Place = 'workbench' | 'tickets';
export type Sheet = 'shortcuts' | 'signOut' | null;
export const TODAY = 'today';
/** Contacts one person can keep apart. A call always gets its tab; opening more by hand is refused. */
export const MAX_CONTACTS = 5;

export interface UiSlice {
  readonly place: Place;
  /** In the order they came; shown left to right. */
  readonly contacts: readonly Contact[];
  /** A contact's id, or `today`. */
  readonly activeContact: string;
  /** The one sheet with a mask that is open. */
  readonly sheet: Sheet;
  /** INTAKE as an overlay, in windows narrower than 1280. */
  readonly intakeOpen: boolean;
  /** Ticket to show on the tickets page; set by whoever sends the person there. */
  readonly ticketFocus: string | null;
  go(place: Place): void;
  showTicket(id: string | null): void;
  setSheet(sheet: Sheet): void;
  setIntakeOpen(open: boolean): void;
  activate(contact: string): void;
  /** A customer found by search, a draft from the list: finds or makes its tab and shows it. */
  openContact(parts: { readonly callId?: string | null; readonly draftId?: string | null; readonly customerId?: string | null }): string;
  /** Closes the tab; a draft stays in the store and a live call stays a call. */
  closeContact(id: string): void;
  /** For the store itself: something is known about a contact; never moves to it. */
  noteContact(parts: { readonly callId?: string | null; readonly draftId?: string | null; readonly customerId?: string | null }): string;
  draftLeft(draftId: string): void;
  followCalls(before: readonly CallView[]): void;
  forgetAgent(): void;
}

type Parts = Parameters<UiSlice['noteContact']>[0];

const isSame = (contact: Contact, { callId, draftId, customerId }: Parts): boolean =>
  (callId != null && contact.callId === callId) ||
  (draftId != null && (contact.draftId === draftId || contact.id === draftId)) ||
  // A customer looked up takes in the draft begun for them; one with a call or a draft of its own does not.
  (callId == null && customerId != null && contact.customerId === customerId && (draftId == null || (contact.callId === null && contact.draftId === null)));

/** A tab without a live call, a draft, a pin or the person's eyes on it has nothing left to keep. */
function isWanted(contact: Contact, state: DeskState): boolean {
  return contact.pinned || contact.id === state.activeContact || state.submitted[contact.id] !== undefined || state.discarded[contact.id] !== undefined ||
    (contact.draftId !== null && state.drafts[contact.draftId] !== undefined) ||
    state.calls.some((call) => call.id === contact.callId);
}

export const uiSlice: Slice<UiSlice> = (set, get) => {
  const prune = (): void => {
    const contacts = get().contacts.filter((contact) => isWanted(contact, get()));
    if (contacts.length !== get().contacts.length) set({ contacts });
  };
  return {
    place: 'workbench',
    contacts: [],
    activeContact: TODAY,
    sheet: null,
    intakeOpen: false,
    ticketFocus: null,
    go: (place) => set({ place }),
    showTicket: (ticketFocus) => set(ticketFocus === null ? { ticketFocus } : { ticketFocus, place: 'tickets' }),
    setSheet: (sheet) => set({ sheet }),
    setIntakeOpen: (intakeOpen) => set({ intakeOpen }),
    activate: (activeContact) => {
      set({ activeContact, place: 'workbench' });
      prune();
    },
    openContact: (parts) => {
      const id = get().noteContact(parts);
      if (parts.callId == null && parts.draftId == null) {
        set(({ contacts }) => ({ contacts: contacts.map((contact) => (contact.id === id ? { ...contact, pinned: true } : contact)) }));
      }
      get().activate(id);
      return id;
    },
    closeContact: (id) => {
      const { contacts, activeContact, calls } = get();
      const at = contacts.findIndex((contact) => contact.id === id);
      const contact = contacts[at];
      if (contact === undefined || calls.some((call) => call.id === contact.callId)) return;
      const rest = contacts.filter((other) => other.id !== id);
      get().forgetContact(id);
      set({ contacts: rest, activeContact: activeContact === id ? (rest[Math.min(at, rest.length - 1)]?.id ?? TODAY) : activeContact });
      prune();
    },
    noteContact: (parts) => {
      const found = get().contacts.find((contact) => isSame(contact, parts));
      if (found === undefined) {
        const id = parts.callId ?? parts.draftId ?? parts.customerId ?? '';
        const made: Contact = { id, callId: parts.callId ?? null, draftId: parts.draftId ?? null, customerId: parts.customerId ?? null, pinned: false };
        set(({ contacts }) => ({ contacts: [...contacts, made] }));
        return id;
      }
      const next: Contact = {
        ...found,
        callId: found.callId ?? parts.callId ?? null,
        draftId: parts.draftId ?? found.draftId,
        customerId: parts.customerId ?? found.customerId,
      };
      if (next.callId !== found.callId || next.draftId !== found.draftId || next.customerId !== found.customerId) {
        set(({ contacts }) => ({ contacts: contacts.map((contact) => (contact === found ? next : contact)) }));
      }
      return found.id;
    },
    draftLeft: (draftId) => {
      set(({ contacts }) => ({ contacts: contacts.map((contact) => (contact.draftId === draftId ? { ...contact, draftId: null } : contact)) }));
      prune();
    },
    followCalls: (before) => {
      for (const call of get().calls) {
        const id = get().noteContact({ callId: call.id });
        const was = before.find((other) => other.id === call.id);
        // Ringing never moves the screen; answering and dialling are the agent's own acts, and so is what a reload finds going on.
        const taken = call.direction === 'outgoing' ? was === undefined : call.phase !== 'ringing' && (was === undefined || was.phase === 'ringing');
        if (taken && call.phase !== 'held') get().activate(id);
      }
      prune();
    },
    forgetAgent: () => set({
      contacts: [], activeContact: TODAY, place: 'workbench', sheet: null, ticketFocus: null, intakeOpen: false,
      pops: {}, drafts: {}, tickets: {}, outbox: [], recentCalls: [], shift: null, notices: [], lastEnded: null, ...emptyContactWork,
    }),
  };
};
