import { BellRing, FilePlus2 } from 'lucide-react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { isRingingIn, useContactCall, useContactCustomer } from '../../model/contact-customer.ts';
import { useDesk, useDeskStore, useKey } from '../../model/context.tsx';
import { keyOf } from '../../model/keys.ts';
import { useProblemWords } from '../../model/problem-words.ts';
import type { Contact } from '../../model/ui.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { DiscardedView } from './DiscardedView.tsx';
import { FaultForm } from './FaultForm.tsx';
import { SubmittedView } from './SubmittedView.tsx';
import { useOpenDraft } from './use-open-draft.ts';

/** INTAKE of a contact: waiting for the answer, the form, or what became of it. */
export function IntakePane({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation('intake');
  const store = useDeskStore();
  const say = useProblemWords();
  const known = useContactCustomer(contact);
  const call = useContactCall(contact);
  const draft = useDesk((state) => (contact.draftId === null ? undefined : state.drafts[contact.draftId]));
  const submitted = useDesk((state) => state.submitted[contact.id]);
  const discarded = useDesk((state) => state.discarded[contact.id]);
  const { open, opening, problem } = useOpenDraft(contact, call, known);
  const ringing = isRingingIn(call);
  const another = (): void => {
    store.getState().setSubmitted(contact.id, null);
    store.getState().setDiscarded(contact.id, null);
    store.getState().setIntakeOpen(true);
    void open();
  };
  useKey('intake.fault', () => {
    if (draft !== undefined || ringing || discarded !== undefined) return false;
    another();
  });
  if (draft !== undefined) return <FaultForm key={draft.id} contact={contact} draft={draft} known={known} afterCall={contact.callId !== null && call === null} />;
  if (submitted !== undefined) return <SubmittedView contact={contact} ticketId={submitted} onAnother={another} />;
  if (discarded !== undefined) return <DiscardedView contact={contact} discarded={discarded} onAgain={another} />;
  if (ringing) return <EmptyState icon={BellRing} title={t('waiting.ringing')}>{t('waiting.ringingHint')}</EmptyState>;
  return (
    <EmptyState icon={FilePlus2} title={problem === null ? t(opening ? 'waiting.opening' : 'waiting.none') : t('waiting.failed', { why: say(problem) })}>
      <p>{t('waiting.noneHint')}</p>
      <Button type="primary" onClick={another}>{t('waiting.open')} <KeyCap keys={keyOf('intake.fault')} on="fill" /></Button>
    </EmptyState>
  );
}
