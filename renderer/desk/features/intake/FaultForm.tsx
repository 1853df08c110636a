import { CircleAlert, Info } from 'lucide-react';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '#shared/contract/desk.ts';
import type { IntakeStep } from '#shared/domain/intake-form.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { ContactCustomer } from '../../model/contact-customer.ts';
import { useDesk, useDeskStore, useKey, usePorts } from '../../model/context.tsx';
import { discardDraft } from '../../model/discard-draft.ts';
import { keyOf } from '../../model/keys.ts';
import { useProblemWords } from '../../model/problem-words.ts';
import { isHubAway } from '../../model/selectors.ts';
import type { Contact } from '../../model/ui.ts';
import { useReadNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ariaKey, KeyCap } from '../../ui/KeyCap.tsx';
import { scrollInside } from '../../ui/scroll-inside.ts';
import { CategorySection } from './CategorySection.tsx';
import { useDraftEditor } from './DraftEditors.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import { fieldProblems, refusedProblems, type FieldProblem, type ProblemField } from './field-problems.ts';
import { controlOf, type Form } from './form.ts';
import { IntakeHead } from './IntakeHead.tsx';
import { promiseOf } from './promise.ts';
import { PromiseSection, WordsSection } from './PromiseSection.tsx';
import { TriageSection } from './TriageSection.tsx';
import { WhoSection } from './WhoSection.tsx';
import styles from './FaultForm.module.css';

interface Props {
  readonly contact: Contact;
  readonly draft: DraftView;
  readonly known: ContactCustomer;
  readonly afterCall: boolean;
}

/** One sheet for one fault: saved as it is typed, submitted when nothing is missing, never lost. */
export function FaultForm({ contact, draft, known, afterCall }: Props) {
  const { t } = useTranslation('intake');
  const store = useDeskStore();
  const { data } = usePorts();
  const say = useProblemWords();
  const readNow = useReadNow();
  const { editor, view } = useDraftEditor(draft);
  const { fault } = view;
  const pop = useDesk((state) => (contact.callId === null ? undefined : state.pops[contact.callId]));
  const away = useDesk(isHubAway);
  const dataAsOf = useDesk((state) => state.health?.sync.dataAsOf ?? null);
  const linkedOutage = useDesk((state) => state.outages.find((outage) => outage.id === fault.serviceProblemId) ?? null);
  const areaCode = useDesk((state) => (state.session?.kind === 'signedIn' ? state.session.agent.areaCode : null));
  const [attempted, setAttempted] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<ProblemField>>(new Set());
  const [refused, setRefused] = useState<{ readonly problem: Problem; readonly fault: DraftView['fault'] } | null>(null);
  const [sending, setSending] = useState(false);
  const [focused, setFocused] = useState<IntakeStep | null>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const customer = known.kind === 'known' ? known.customer : null;
  const identified = draft.customerId !== null;

  const own = useMemo(() => fieldProblems(fault, { identified, now: readNow(), areaCode }), [fault, identified, areaCode, readNow]);
  const problems = useMemo(() => {
    // What was refused counts until the field is changed.
    const told = refused === null ? [] : refusedProblems(refused.problem.fields ?? []).filter((problem) => refusedStill(problem.field, refused.fault, fault));
    return [...own, ...told.filter((problem) => !own.some((other) => other.field === problem.field))];
  }, [own, refused, fault]);
  const shown = problems.filter((problem) => attempted || (problem.kind === 'bad' && left.has(problem.field)));
  const promise = useMemo(() => promiseOf(fault, draft, linkedOutage), [fault, draft, linkedOutage]);

  const form: Form = {
    draft, fault, customer, pop, away, dataAsOf, linkedOutage,
    edit: (change) => editor.edit(change),
    leave: (field) => {
      if (!left.has(field)) setLeft(new Set([...left, field]));
      void editor.flush();
    },
    problemAt: (field) => shown.find((problem) => problem.field === field) ?? null,
  };

  // Away, nobody can test: the reason fills itself in and can be changed.
  useEffect(() => {
    if (away && editor.view().fault.test === null) editor.edit({ test: { kind: 'none', reason: 'hubOffline' } });
  }, [away, editor]);
  // An address on file has its grid on file.
  useEffect(() => {
    if (customer !== null && fault.address?.from === 'record' && fault.gridCode === null) editor.edit({ gridCode: customer.gridCode, oltCode: customer.oltCode });
  }, [customer, fault.address, fault.gridCode, editor]);

  const goTo = (field: ProblemField): void => {
    const control = controlOf(sheet.current, field);
    control?.focus({ preventScroll: true });
    scrollInside(sheet.current, control, 'nearest', 32);
  };
  const goToStep = (step: IntakeStep): void => {
    const section = sheet.current?.querySelector<HTMLElement>(`[data-step="${step}"]`);
    scrollInside(sheet.current, section, 'start');
    section?.querySelector<HTMLElement>('input:not([readonly]), textarea, [role=radiogroup], [role=combobox]')?.focus({ preventScroll: true });
  };
  const showProblems = (found: readonly FieldProblem[]): void => {
    setAttempted(true);
    const first = found[0];
    if (first !== undefined) requestAnimationFrame(() => goTo(first.field));
  };
  const submit = async (): Promise<void> => {
    if (sending) return;
    setRefused(null);
    const fresh = fieldProblems(editor.view().fault, { identified, now: readNow(), areaCode });
    if (fresh.length > 0) return showProblems(fresh);
    setSending(true);
    const saved = await editor.flush();
    store.getState().setSubmitted(contact.id, draft.id);
    const result = saved ? await data.call('draft.submit', { id: draft.id }) : { ok: false as const, problem: { code: 'DOOR_CLOSED' } };
    setSending(false);
    if (result.ok) {
      store.getState().setTicket(result.value);
      store.getState().setSubmitted(contact.id, result.value.id);
      store.getState().dropDraft(draft.id);
      return;
    }
    store.getState().setSubmitted(contact.id, null);
    setRefused({ problem: result.problem, fault: editor.view().fault });
    showProblems(refusedProblems(result.problem.fields ?? []));
  };
  useKey('draft.submit', () => void submit());
  useKey('draft.save', () => void editor.flush());
  const nextMissing = (): void => {
    const first = problems[0];
    if (first !== undefined) goTo(first.field);
  };
  useKey('intake.nextMissing', nextMissing);
  useKey('intake.fault', () => {
    store.getState().setIntakeOpen(true);
    if (problems[0] === undefined) goTo('description');
    else nextMissing();
  });

  // Coming back to a begun form shows the step in hand, not its first lines again.
  const begunAt = useRef(fault.category === null ? null : (problems[0]?.step ?? 'pretest'));
  useEffect(() => {
    const step = begunAt.current;
    if (step !== null) scrollInside(sheet.current, sheet.current?.querySelector(`[data-step="${step === 'verify' || step === 'classify' ? step : 'pretest'}"]`), 'start');
  }, []);

  return (
    <>
      <IntakeHead form={form} promise={promise} focused={focused} shown={shown} choosing={known.kind === 'choose'} afterCall={afterCall} onGo={goToStep} />
      <div
        ref={sheet} data-sheet className={`${styles['sheet']} wh-scroll`}
        onFocus={(event) => setFocused((event.target.closest<HTMLElement>('[data-step]')?.dataset['step'] as IntakeStep | undefined) ?? null)}
        onBlur={() => setFocused(null)}
      >
        {shown.length > 0 && attempted ? <ErrorSummary problems={shown} refused={refused === null ? null : say(refused.problem)} onGo={goTo} />
          : refused !== null ? <ErrorSummary problems={[]} refused={say(refused.problem)} onGo={goTo} /> : null}
        {known.kind === 'choose' ? (
          <p className={styles['first']}><Icon icon={Info} size={16} /><span><b>{t('first.title')}</b><small>{t('first.hint')}</small></span></p>
        ) : null}
        <WhoSection form={form} />
        <CategorySection form={form} />
        <TriageSection form={form} />
        <PromiseSection form={form} promise={promise} />
        <WordsSection form={form} promise={promise} />
      </div>
      <footer className={styles['foot']}>
        <button type="button" className={styles['left']} data-wrong={shown.length > 0} onClick={nextMissing} title={keyOf('intake.nextMissing')}>
          {shown.length > 0 ? <Icon icon={CircleAlert} size={16} /> : null}
          {problems.length === 0 ? t('foot.complete') : t('foot.left', { n: problems.length })}
        </button>
        <Button danger type="text" title={t('foot.discardHint')} onClick={() => void discardDraft(store, data, contact, readNow())}>{t('foot.discard')}</Button>
        <Button type="primary" aria-keyshortcuts={ariaKey(keyOf('draft.submit'))} onClick={() => void submit()}>
          {sending ? t('foot.sending') : t(away ? 'foot.submitOffline' : 'foot.submit')} <KeyCap keys={keyOf('draft.submit')} on="fill" />
        </Button>
      </footer>
    </>
  );
}

/** A refused field is still as it was refused. */
function refusedStill(field: ProblemField, before: DraftView['fault'], now: DraftView['fault']): boolean {
  if (field === 'serviceNumberOrAddress') return before.serviceNumber === now.serviceNumber && before.address === now.address;
  return before[field] === now[field];
}
