import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallView } from '#shared/contract/phone.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { ContactCustomer } from '../../model/contact-customer.ts';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import { isTouched } from '../../model/draft-state.ts';
import type { Contact } from '../../model/ui.ts';

interface OpenDraft {
  open(): Promise<void>;
  readonly opening: boolean;
  readonly problem: Problem | null;
}

/**
 * Opens the contact's draft: by itself when an incoming call is answered, else when asked. An untouched one
 * goes with its call, so that nobody tidies up forms that were never used.
 */
export function useOpenDraft(contact: Contact, call: CallView | null, known: ContactCustomer): OpenDraft {
  const store = useDeskStore();
  const { data } = usePorts();
  const [opening, setOpening] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isDataOpen = useDesk((state) => state.rooms.data === 'open');
  const isFinished = useDesk((state) => state.submitted[contact.id] !== undefined || state.discarded[contact.id] !== undefined);
  const customerId = known.kind === 'known' ? known.customer.id : null;
  const draftCustomer = useDesk((state) => (contact.draftId === null ? undefined : state.drafts[contact.draftId]?.customerId));

  const open = useCallback(async (): Promise<void> => {
    setOpening(true);
    const result = await data.call('draft.open', { callId: contact.callId, customerId });
    setOpening(false);
    setProblem(result.ok ? null : result.problem);
    if (result.ok) store.getState().setDraft(result.value);
  }, [data, store, contact.callId, customerId]);

  const answered = call !== null && call.direction === 'incoming' && call.answeredAt !== null;
  const begun = useRef(false);
  useEffect(() => {
    if (!answered || !isDataOpen || contact.draftId !== null || isFinished || begun.current) return;
    begun.current = true;
    void open();
  }, [answered, isDataOpen, contact.draftId, isFinished, open]);

  // The customer became known after the form was opened: the data room fills what is still empty.
  useEffect(() => {
    if (contact.callId !== null && isDataOpen && draftCustomer === null && customerId !== null) void open();
  }, [contact.callId, isDataOpen, draftCustomer, customerId, open]);

  useEffect(() => () => {
    const state = store.getState();
    const now = state.contacts.find((candidate) => candidate.id === contact.id);
    const draft = now?.draftId == null ? undefined : state.drafts[now.draftId];
    if (now === undefined || draft === undefined || now.callId === null || isTouched(draft) || state.calls.some((live) => live.id === now.callId)) return;
    void data.call('draft.discard', { id: draft.id });
  }, [store, data, contact.id]);

  return { open, opening, problem };
}
