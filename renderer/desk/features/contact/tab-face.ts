import type { Pop } from '#shared/contract/desk.ts';
import { missingFields, type IntakeStep } from '#shared/domain/intake-form.ts';
import type { DeskState } from '../../model/store.ts';
import type { Contact } from '../../model/ui.ts';

export type TabMood = 'ringing' | 'outgoing' | 'call' | 'rejected' | 'submitted' | 'discarded' | 'draft' | 'customer' | 'ended';

/** What a tab shows: how things stand with the contact, whose it is, and where its form has got to. */
export interface TabFace {
  readonly mood: TabMood;
  /** Masked name, else masked number; null = nobody known. */
  readonly who: string | null;
  readonly isName: boolean;
  readonly choosing: boolean;
  /** Step of the form that is open; null without a form or with a complete one. */
  readonly step: IntakeStep | null;
  readonly hasDraft: boolean;
  readonly isSubmitted: boolean;
}

function nameIn(pop: Pop | undefined): string | null {
  if (pop === undefined) return null;
  if (pop.result.kind === 'one') return pop.result.match.customer.maskedName;
  return pop.result.kind === 'several' ? (pop.result.matches.find((match) => match.customer.id === pop.chosen)?.customer.maskedName ?? null) : null;
}

function openedName(state: DeskState, customerId: string | null): string | null {
  const opened = customerId === null ? undefined : state.opened[customerId];
  return opened?.kind === 'open' ? opened.customer.maskedName : null;
}

export function tabFace(state: DeskState, contact: Contact): TabFace {
  const pop = contact.callId === null ? undefined : state.pops[contact.callId];
  const draft = contact.draftId === null ? undefined : state.drafts[contact.draftId];
  const call = state.calls.find((candidate) => candidate.id === contact.callId);
  const ticketId = state.submitted[contact.id];
  const choosing = pop?.result.kind === 'several' && pop.chosen === null && state.unidentified[contact.id] !== true;
  const name = choosing ? null : (nameIn(pop) ?? openedName(state, pop?.chosen ?? contact.customerId) ?? draft?.maskedName ?? null);
  const mood: TabMood = call !== undefined
    ? call.phase === 'ringing' && call.direction === 'incoming' ? 'ringing' : call.answeredAt === null ? 'outgoing' : 'call'
    : draft !== undefined ? 'draft'
    : ticketId !== undefined ? (state.tickets[ticketId]?.sync.kind === 'rejected' ? 'rejected' : 'submitted')
    : state.discarded[contact.id] !== undefined ? 'discarded'
    : contact.callId === null ? 'customer' : 'ended';
  return {
    mood,
    who: name ?? pop?.maskedNumber ?? draft?.maskedNumber ?? (pop === undefined && call !== undefined && call.remote.masked !== '' ? call.remote.masked : null),
    isName: name !== null,
    choosing,
    step: draft === undefined ? null : (missingFields(draft.fault, 'fault', draft.customerId !== null)[0]?.step ?? 'readback'),
    hasDraft: draft !== undefined,
    isSubmitted: draft === undefined && ticketId !== undefined,
  };
}
