import { BellRing, Check, CloudAlert, HardDrive, House, Pencil, Phone, PhoneOff, PhoneOutgoing, Plus, Trash2, Undo2, UserRound, X, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useDesk, useDeskStore, useKey, usePorts } from '../../model/context.tsx';
import { discardDraft } from '../../model/discard-draft.ts';
import { keyOf } from '../../model/keys.ts';
import { activeContact, isHubAway } from '../../model/selectors.ts';
import { MAX_CONTACTS, TODAY, type Contact } from '../../model/ui.ts';
import { useReadNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatTime } from '../../ui/time.ts';
import { isTouched } from '../../model/draft-state.ts';
import { tabFace, type TabMood } from './tab-face.ts';
import styles from './ContactTabs.module.css';

const icons: Readonly<Record<TabMood, LucideIcon>> = {
  ringing: BellRing, outgoing: PhoneOutgoing, call: Phone, draft: Pencil, submitted: Check, rejected: Undo2, discarded: Trash2, customer: UserRound, ended: PhoneOff,
};

/** One tab per open contact, with today first and the time of the last save at the end. */
export function ContactTabs() {
  const { t } = useTranslation(['contact', 'common']);
  const store = useDeskStore();
  const { data } = usePorts();
  const readNow = useReadNow();
  const contacts = useDesk((state) => state.contacts);
  const active = useDesk((state) => activeContact(state)?.id ?? TODAY);
  const list = useRef<HTMLDivElement>(null);
  const [full, setFull] = useState(false);
  useEffect(() => setFull(false), [contacts.length]);

  const close = (contact: Contact): boolean => {
    const state = store.getState();
    if (state.calls.some((call) => call.id === contact.callId)) return false;
    const draft = contact.draftId === null ? undefined : state.drafts[contact.draftId];
    if (draft !== undefined && isTouched(draft)) void discardDraft(store, data, contact, readNow());
    else {
      if (draft !== undefined) void data.call('draft.discard', { id: draft.id });
      state.closeContact(contact.id);
    }
    return true;
  };
  const openNew = async (): Promise<void> => {
    if (store.getState().contacts.length >= MAX_CONTACTS) return setFull(true);
    const result = await data.call('draft.open', { callId: null, customerId: null });
    if (!result.ok) return store.getState().notify(result.problem);
    store.getState().setDraft(result.value);
    store.getState().openContact({ draftId: result.value.id });
  };
  useKey('tab.close', () => {
    const contact = activeContact(store.getState());
    if (contact !== null) close(contact);
  });
  useKey('intake.fault', () => {
    if (activeContact(store.getState()) !== null) return false;
    void openNew();
  });

  const ids = [TODAY, ...contacts.map((contact) => contact.id)];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const index = ids.indexOf(active) + step;
    const next = ids[index];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    store.getState().activate(next);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };

  return (
    <div className={styles['strip']}>
      <div ref={list} role="tablist" aria-label={t('tabs.label')} className={styles['tabs']} onKeyDown={onKeyDown}>
        <button type="button" role="tab" aria-selected={active === TODAY} tabIndex={active === TODAY ? 0 : -1} className={styles['tab']} title={t('common:today')} aria-label={t('common:today')} onClick={() => store.getState().activate(TODAY)}>
          <Icon icon={House} size={16} />{active === TODAY ? <b>{t('common:today')}</b> : null}
        </button>
        {contacts.map((contact, index) => <ContactTab key={contact.id} contact={contact} index={index} current={contact.id === active} onClose={() => close(contact)} />)}
      </div>
      <button type="button" className={styles['add']} title={t('tabs.newFault', { key: keyOf('intake.fault') })} aria-label={t('tabs.newFault', { key: keyOf('intake.fault') })} onClick={() => void openNew()}>
        <Icon icon={Plus} size={16} />
      </button>
      <span className={styles['saved']} role="status">{full ? <em>{t('tabs.full')}</em> : <Saved />}</span>
    </div>
  );
}

function ContactTab({ contact, index, current, onClose }: { readonly contact: Contact; readonly index: number; readonly current: boolean; onClose(): void }) {
  const { t } = useTranslation(['contact', 'common']);
  const store = useDeskStore();
  const face = useDesk(useShallow((state) => tabFace(state, contact)));
  const isLive = face.mood === 'ringing' || face.mood === 'call' || face.mood === 'outgoing';
  const who = face.who ?? (face.hasDraft || face.mood === 'call' ? t('tabs.unidentified') : t('common:noNumber'));
  const word = face.choosing && face.mood === 'call' ? t('tabs.pickCustomer')
    : face.mood === 'call' && face.step !== null ? t('tabs.step', { step: t(`tabs.steps.${face.step}`) })
    : face.mood === 'call' && face.isSubmitted ? t('tabs.mood.submitted')
    : t(`tabs.mood.${face.mood}`);
  return (
    <span className={styles['cell']} data-current={current} data-mood={face.mood}>
      <button
        type="button" role="tab" aria-selected={current} tabIndex={current ? 0 : -1} className={styles['tab']} title={`${who} ${word} (Ctrl+${index + 1})`}
        onClick={() => store.getState().activate(contact.id)}
      >
        <Icon icon={icons[face.mood]} size={16} />
        {current ? <b className="wh-cut">{who}</b> : <span className="wh-cut">{who}</span>}
        <span className={styles['word']}>{word}</span>
      </button>
      {isLive ? null : (
        <button type="button" tabIndex={-1} className={styles['close']} aria-label={t(face.hasDraft ? 'tabs.closeDraft' : 'tabs.close', { name: who })} title={t(face.hasDraft ? 'tabs.closeDraft' : 'tabs.close', { name: who })} onClick={onClose}>
          <Icon icon={X} size={14} />
        </button>
      )}
    </span>
  );
}

/** When the current draft was saved last, and where. */
function Saved() {
  const { t } = useTranslation('contact');
  const draft = useDesk((state) => {
    const contact = activeContact(state);
    return contact?.draftId == null ? undefined : state.drafts[contact.draftId];
  });
  const save = useDesk((state) => (draft === undefined ? undefined : state.saves[draft.id]));
  const away = useDesk(isHubAway);
  if (draft === undefined) return null;
  if (save === 'failed') return <em><Icon icon={CloudAlert} size={14} />{t('tabs.notSaved')}</em>;
  const time = formatTime(draft.savedAt, 'seconds');
  return <><Icon icon={away ? HardDrive : Check} size={14} />{t(away ? 'tabs.savedHere' : 'tabs.saved', { time })}</>;
}
