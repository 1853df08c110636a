import { TriangleAlert, UserSearch } from 'lucide-react';
import { Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '#shared/contract/desk.ts';
import type { CallView } from '#shared/contract/phone.ts';
import { isRingingIn, openCustomer, useContactCall, useContactCustomer, type ContactCustomer } from '../../model/contact-customer.ts';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import { useCategoryName } from '../../model/category.ts';
import { useProblemWords } from '../../model/problem-words.ts';
import { isHubAway } from '../../model/selectors.ts';
import type { Contact } from '../../model/ui.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { scrollInside } from '../../ui/scroll-inside.ts';
import { CustomerFinder } from './CustomerFinder.tsx';
import { CustomerHead, type Evidence } from './CustomerHead.tsx';
import { BillsPanel, InteractionsPanel, ProductsPanel, TicketsPanel } from './CustomerPanels.tsx';
import { Overview } from './Overview.tsx';
import { Picker } from './Picker.tsx';
import type { NowRow } from './Timeline.tsx';
import { Unknown, type ContactPerson } from './Unknown.tsx';
import { useChooseCustomer } from './use-choose-customer.ts';
import { ViewTabs, type CustomerViewName } from './ViewTabs.tsx';
import styles from './CustomerPane.module.css';

/** CUSTOMER: who calls, the candidates of a number, or what to do about a stranger. */
export function CustomerPane({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation(['contact', 'common']);
  const store = useDeskStore();
  const { data } = usePorts();
  const say = useProblemWords();
  const known = useContactCustomer(contact);
  const call = useContactCall(contact);
  const pop = useDesk((state) => (contact.callId === null ? undefined : state.pops[contact.callId]));
  const draft = useDesk((state) => (contact.draftId === null ? undefined : state.drafts[contact.draftId]));
  const [looking, setLooking] = useState(false);
  const { choose, problem } = useChooseCustomer(contact, () => setLooking(false));
  const readOnly = isRingingIn(call);

  const register = (person: ContactPerson): void => {
    const latest = contact.draftId === null ? undefined : store.getState().drafts[contact.draftId];
    if (latest === undefined) return;
    const fault: DraftView['fault'] = {
      ...latest.fault,
      contactName: { from: 'typed', value: person.name },
      contactNumber: { from: 'typed', value: person.number },
      callerRelation: person.relation ?? latest.fault.callerRelation,
    };
    void data.call('draft.save', { id: latest.id, fault }).then((result) => {
      if (result.ok) store.getState().setDraft(result.value);
      else store.getState().notify(result.problem);
    });
  };

  if (looking && !readOnly) {
    return (
      <div className={`${styles['pane']} wh-scroll`}>
        <div className={styles['looking']}>
          <CustomerFinder autoFocus problem={problem === null ? null : say(problem)} onChoose={(customerId) => void choose({ customerId, remember: false, relation: null })} onCancel={() => setLooking(false)} />
          <div><Button onClick={() => setLooking(false)}>{t('common:cancel')}</Button></div>
        </div>
      </div>
    );
  }
  switch (known.kind) {
    case 'known':
      return <KnownCustomer contact={contact} known={known} call={call} draft={draft} onOther={readOnly ? undefined : () => setLooking(true)} />;
    case 'choose':
      return (
        <div className={`${styles['pane']} wh-scroll`}>
          <Picker
            number={pop?.maskedNumber ?? t('common:noNumber')} matches={known.matches} total={known.total} readOnly={readOnly} problem={problem === null ? null : say(problem)}
            onChoose={(choice) => void choose(choice)} onSearch={() => setLooking(true)} onUnidentified={() => store.getState().setUnidentified(contact.id, true)}
          />
        </div>
      );
    case 'unknown':
      return (
        <div className={`${styles['pane']} wh-scroll`}>
          <Unknown
            why={known.why} number={pop?.maskedNumber ?? draft?.maskedNumber ?? null} dialled={call?.headers.dnis ?? null} hasCall={contact.callId !== null} readOnly={readOnly}
            problem={problem === null ? null : say(problem)} onChoose={(customerId) => void choose({ customerId, remember: false, relation: null })}
            onRegister={draft === undefined ? null : register}
            onBack={known.why === 'notChosen' ? () => store.getState().setUnidentified(contact.id, false) : null}
          />
        </div>
      );
    case 'loading':
      return <EmptyState icon={UserSearch} title={t('loading.customer')} />;
    case 'failed':
      return (
        <EmptyState icon={TriangleAlert} title={t('loading.failed', { why: say(known.problem) })}>
          <Button onClick={() => void openCustomer(store, data, known.customerId)}>{t('loading.retry')}</Button>
        </EmptyState>
      );
  }
}

interface KnownProps {
  readonly contact: Contact;
  readonly known: Extract<ContactCustomer, { kind: 'known' }>;
  readonly call: CallView | null;
  readonly draft: DraftView | undefined;
  readonly onOther: (() => void) | undefined;
}

const evidenceView: Readonly<Record<Evidence, CustomerViewName>> = { outage: 'overview', account: 'overview', interactions: 'interactions' };
const PRODUCT_REF = /^product:(.+)$/;

function KnownCustomer({ contact, known, call, draft, onOther }: KnownProps) {
  const { t } = useTranslation(['contact', 'codes']);
  const categoryName = useCategoryName();
  const away = useDesk(isHubAway);
  const pop = useDesk((state) => (contact.callId === null ? undefined : state.pops[contact.callId]));
  const submitted = useDesk((state) => state.tickets[state.submitted[contact.id] ?? '']);
  const [view, setView] = useState<CustomerViewName>('overview');
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const panelId = useId();
  const { customer, profile } = known;
  const service = draft?.fault.serviceNumber;
  const faultyId = service?.from === 'record' ? (PRODUCT_REF.exec(service.ref)?.[1] ?? null) : null;
  const category = draft?.fault.category ?? submitted?.category ?? null;
  const now: NowRow | null = call === null ? null : {
    at: call.answeredAt ?? call.startedAt,
    direction: call.direction === 'incoming' ? 'inbound' : 'outbound',
    title: t(call.direction === 'incoming' ? 'timeline.nowIn' : 'timeline.nowOut', { what: t(isRingingIn(call) ? 'timeline.nowRinging' : category === null ? 'timeline.nowOpen' : 'timeline.nowFault') }),
    detail: category === null ? (pop?.maskedNumber ?? '') : categoryName(category),
  };
  const relation = draft?.fault.callerRelation ?? null;
  const name = draft?.fault.contactName ?? null;
  const caller = relation === null ? null : {
    // The name on file is the holder's; somebody else gave theirs, or none.
    name: name?.from === 'typed' && relation !== 'self' && name.value.trim() !== '' ? name.value : null,
    relation: t(`codes:relation.${relation}`),
  };

  useEffect(() => {
    if (evidence === null) return;
    const place = panel.current?.querySelector<HTMLElement>(`#contact-evidence-${evidence}`) ?? panel.current;
    place?.classList.remove('wh-fresh');
    requestAnimationFrame(() => {
      scrollInside(panel.current, place, 'nearest');
      place?.classList.add('wh-fresh');
    });
    setEvidence(null);
  }, [evidence, view]);

  return (
    <>
      <CustomerHead
        customer={customer} caller={caller} staleAt={away ? customer.asOf : null} onOther={onOther}
        onEvidence={(wanted) => {
          setView(evidenceView[wanted]);
          setEvidence(wanted);
        }}
      />
      <ViewTabs
        current={view} panelId={panelId} onGo={setView} unavailable={new Set<CustomerViewName>(away && profile === null ? ['interactions', 'bills'] : [])}
        counts={{ overview: null, products: customer.products.length, tickets: customer.openTickets.length, interactions: profile?.interactions.length ?? null, bills: null }}
      />
      <div ref={panel} id={panelId} role="tabpanel" aria-label={t(`view.${view}`)} className={`${styles['pane']} wh-scroll`}>
        {view === 'overview' ? (
          <Overview customer={customer} profile={profile} faultyId={faultyId} callerNumber={pop?.maskedNumber ?? null} offline={away} now={now} onGo={setView} />
        ) : view === 'products' ? <ProductsPanel customer={customer} profile={profile} faultyId={faultyId} />
          : view === 'tickets' ? <TicketsPanel customer={customer} />
          : view === 'interactions' ? <InteractionsPanel profile={profile} offline={away} now={now} />
          : <BillsPanel profile={profile} offline={away} />}
      </div>
    </>
  );
}
