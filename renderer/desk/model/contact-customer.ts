import { useEffect, useMemo } from 'react';
import type { CustomerView, Match, Pop, ProfileView } from '#shared/contract/desk.ts';
import type { CallView } from '#shared/contract/phone.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { OpenedCustomer } from './contact-work.ts';
import { useDesk, useDeskStore, usePorts } from './context.tsx';
import type { DataPort } from './ports.ts';
import type { DeskStore } from './store.ts';
import type { Contact } from './ui.ts';

type Unknown = Extract<Pop['result'], { kind: 'unknown' }>['why'] | 'notChosen' | 'noCall';

/** Who a contact is about, as far as it is known now. */
export type ContactCustomer =
  | { readonly kind: 'known'; readonly customer: CustomerView; readonly profile: ProfileView | null; readonly match: Match | null }
  | { readonly kind: 'choose'; readonly matches: readonly Match[]; readonly total: number }
  | { readonly kind: 'unknown'; readonly why: Unknown }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly customerId: string };

interface Known {
  readonly pop: Pop | undefined;
  /** Customer of the tab or of its draft, when there is no pop to say. */
  readonly customerId: string | null;
  readonly unidentified: boolean;
}

function matchesOf(pop: Pop | undefined): readonly Match[] {
  if (pop === undefined) return [];
  return pop.result.kind === 'one' ? [pop.result.match] : pop.result.kind === 'several' ? pop.result.matches : [];
}

/** The customer a contact needs opened by id: chosen, but not among what the pop brought. */
function customerToOpen({ pop, customerId }: Known): string | null {
  const chosen = pop?.chosen ?? (pop === undefined || pop.result.kind === 'unknown' ? customerId : null);
  return chosen !== null && !matchesOf(pop).some((match) => match.customer.id === chosen) ? chosen : null;
}

function decide(known: Known, opened: OpenedCustomer | undefined): ContactCustomer {
  const { pop, unidentified } = known;
  const toOpen = customerToOpen(known);
  if (toOpen !== null) {
    if (opened === undefined || opened.kind === 'loading') return { kind: 'loading' };
    if (opened.kind === 'failed') return { kind: 'failed', problem: opened.problem, customerId: toOpen };
    const profile = pop?.profile?.customerId === toOpen ? pop.profile : opened.profile;
    return { kind: 'known', customer: opened.customer, profile, match: null };
  }
  if (pop === undefined) return { kind: 'unknown', why: 'noCall' };
  const match = pop.result.kind === 'one' ? pop.result.match : matchesOf(pop).find((candidate) => candidate.customer.id === pop.chosen);
  if (match !== undefined) return { kind: 'known', customer: match.customer, profile: pop.profile, match };
  if (pop.result.kind === 'several') {
    return unidentified ? { kind: 'unknown', why: 'notChosen' } : { kind: 'choose', matches: pop.result.matches, total: pop.result.total };
  }
  return { kind: 'unknown', why: pop.result.kind === 'unknown' ? pop.result.why : 'noData' };
}

/** Asks for a customer by id and keeps the answer; the old card stays while a newer one is fetched. */
export async function openCustomer(store: DeskStore, data: DataPort, customerId: string): Promise<void> {
  if (store.getState().opened[customerId]?.kind !== 'open') store.getState().setOpened(customerId, { kind: 'loading' });
  const result = await data.call('customer.open', { id: customerId });
  if (result.ok) store.getState().setOpened(customerId, { kind: 'open', ...result.value });
  else if (store.getState().opened[customerId]?.kind !== 'open') store.getState().setOpened(customerId, { kind: 'failed', problem: result.problem });
}

/** Who the contact is about; opens the customer by id when no pop brought it, and again when the data room or the hub is back. */
export function useContactCustomer(contact: Contact): ContactCustomer {
  const store = useDeskStore();
  const { data } = usePorts();
  const pop = useDesk((state) => (contact.callId === null ? undefined : state.pops[contact.callId]));
  const draftCustomer = useDesk((state) => (contact.draftId === null ? null : (state.drafts[contact.draftId]?.customerId ?? null)));
  const unidentified = useDesk((state) => state.unidentified[contact.id] === true);
  const isDataOpen = useDesk((state) => state.rooms.data === 'open');
  const isHubOn = useDesk((state) => state.health?.hub.kind === 'online' || state.health?.hub.kind === 'slow');
  const known = useMemo<Known>(() => ({ pop, customerId: draftCustomer ?? contact.customerId, unidentified }), [pop, draftCustomer, contact.customerId, unidentified]);
  const toOpen = customerToOpen(known);
  const opened = useDesk((state) => (toOpen === null ? undefined : state.opened[toOpen]));
  useEffect(() => {
    if (toOpen !== null && isDataOpen) void openCustomer(store, data, toOpen);
  }, [toOpen, isDataOpen, isHubOn, store, data]);
  return useMemo(() => decide(known, opened), [known, opened]);
}

/** The live call of a contact; null once it has ended or when there was none. */
export function useContactCall(contact: Contact): CallView | null {
  return useDesk((state) => state.calls.find((call) => call.id === contact.callId) ?? null);
}

/** True while the contact's call only rings in: nothing can be taken yet. */
export function isRingingIn(call: CallView | null): boolean {
  return call !== null && call.direction === 'incoming' && call.phase === 'ringing';
}
