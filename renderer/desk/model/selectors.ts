import type { CallView } from '#shared/contract/phone.ts';
import { TODAY, type Contact } from './ui.ts';
import type { DeskState } from './store.ts';

/** Incoming calls that ring, oldest first: the first one is what F2 answers. */
export function ringingCalls(state: DeskState): readonly CallView[] {
  return state.calls.filter((call) => call.direction === 'incoming' && call.phase === 'ringing');
}

/** The call one talks on (or dials); null when none. */
export function activeCall(state: DeskState): CallView | null {
  return state.calls.find((call) => call.phase !== 'held' && !(call.direction === 'incoming' && call.phase === 'ringing')) ?? null;
}

export function heldCalls(state: DeskState): readonly CallView[] {
  return state.calls.filter((call) => call.phase === 'held');
}

/** The contact in front; null on the page of today. */
export function activeContact(state: DeskState): Contact | null {
  return state.activeContact === TODAY ? null : (state.contacts.find((contact) => contact.id === state.activeContact) ?? null);
}

/** The hub does not answer: intake goes to this desk. */
export function isHubAway(state: DeskState): boolean {
  return state.health?.hub.kind === 'offline';
}
