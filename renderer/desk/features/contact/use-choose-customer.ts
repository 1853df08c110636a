import { useState } from 'react';
import { useDeskStore, usePorts } from '../../model/context.tsx';
import type { Problem } from '#shared/lib/result.ts';
import type { Contact } from '../../model/ui.ts';
import type { PickerChoice } from './Picker.tsx';

/** Says which customer a contact is about. With a call the link may be written back; a draft without one opens anew for the customer. */
export function useChooseCustomer(contact: Contact, onDone: () => void): { readonly choose: (choice: PickerChoice) => Promise<void>; readonly problem: Problem | null } {
  const store = useDeskStore();
  const { data } = usePorts();
  const [problem, setProblem] = useState<Problem | null>(null);
  const choose = async (choice: PickerChoice): Promise<void> => {
    setProblem(null);
    if (contact.callId === null) {
      store.getState().openContact({ customerId: choice.customerId });
      onDone();
      return;
    }
    const result = await data.call('call.chooseCustomer', { callId: contact.callId, ...choice });
    if (!result.ok) return setProblem(result.problem);
    store.getState().setPop(result.value);
    store.getState().setUnidentified(contact.id, false);
    onDone();
  };
  return { choose, problem };
}
