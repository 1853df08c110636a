import { Trash2 } from 'lucide-react';
import { Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import type { Contact } from '../../model/ui.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useFromNow } from '../../ui/clock.tsx';

/** A discarded draft: ten seconds to bring it back, then the page can go. */
export function DiscardedView({ contact, discarded, onAgain }: {
  readonly contact: Contact; readonly discarded: { readonly draftId: string; readonly until: number }; onAgain(): void;
}) {
  const { t } = useTranslation('intake');
  const store = useDeskStore();
  const { data } = usePorts();
  const isLive = useDesk((state) => state.calls.some((call) => call.id === contact.callId));
  const left = useFromNow(useCallback((now: number) => Math.max(0, Math.ceil((discarded.until - now) / 1000)), [discarded.until]));
  const undo = async (): Promise<void> => {
    const result = await data.call('draft.restore', { id: discarded.draftId });
    if (!result.ok) return store.getState().notify(result.problem);
    store.getState().setDraft(result.value);
    store.getState().setDiscarded(contact.id, null);
    store.getState().openContact({ callId: contact.callId, draftId: result.value.id });
  };
  const again = (): void => {
    store.getState().setDiscarded(contact.id, null);
    onAgain();
  };
  if (left > 0) {
    return <EmptyState icon={Trash2} title={t('discarded.title')}><p role="status">{t('discarded.left', { n: left })}</p><Button type="primary" onClick={() => void undo()}>{t('discarded.undo')}</Button></EmptyState>;
  }
  return (
    <EmptyState icon={Trash2} title={t('discarded.over')}>
      <Button onClick={again}>{t('discarded.again')}</Button>{' '}
      {isLive ? null : <Button type="primary" onClick={() => store.getState().closeContact(contact.id)}>{t('discarded.close')}</Button>}
    </EmptyState>
  );
}
