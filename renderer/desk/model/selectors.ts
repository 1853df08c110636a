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

/**
 * The contact in front; null on the page of today. While a call rings and nothing else is being worked on (today
 * in front, no other call), its card stands there by itself, without taking the focus, and goes with the ringing.
 * Not before it is known who calls: a stranger's page for a few milliseconds would cost more than it tells.
 */
export function activeContact(state: DeskState): Contact | null {
  if (state.activeContact !== TODAY) return state.contacts.find((contact) => contact.id === state.activeContact) ?? null;
  const [first] = ringingCalls(state);
  if (first === undefined || state.pops[first.id] === undefined || activeCall(state) !== null || heldCalls(state).length > 0) return null;
  return state.contacts.find((contact) => contact.callId === first.id) ?? null;
}

/** The hub does not answer: intake goes to this desk. */
export function isHubAway(state: DeskState): boolean {
  return state.health?.hub.kind === 'offline';
}
