import { ArrowUp, TriangleAlert, UserSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { codePath } from '#shared/domain/code-list.ts';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import { priorityFor } from '#shared/domain/priority.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import type { IntakeStep } from '#shared/domain/intake-form.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { keyOf } from '../../model/keys.ts';
import { Chip } from '../../ui/Chip.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { StepHeader, type Step } from '../../ui/StepHeader.tsx';
import { useWhen } from '../../ui/when.ts';
import type { FieldProblem } from './field-problems.ts';
import type { Form } from './form.ts';
import type { DraftPromise } from './promise.ts';
import { askedOf, stepFacts } from './step-model.ts';
import { triageSetOf } from './TriageSection.tsx';
import styles from './IntakeHead.module.css';

interface Props {
  readonly form: Form;
  readonly promise: DraftPromise;
  readonly focused: IntakeStep | null;
  readonly shown: readonly FieldProblem[];
  /** The number has several customers and none is chosen yet. */
  readonly choosing: boolean;
  /** The call is over and the form still open. */
  readonly afterCall: boolean;
  onGo(step: IntakeStep): void;
}

/** The kind of intake, what the ticket is called or how urgent it is, and the five steps with their results. */
export function IntakeHead({ form, promise, focused, shown, choosing, afterCall, onGo }: Props) {
  const { t } = useTranslation('intake');
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        <div className={styles['kinds']} role="group" aria-label={t('kind')}>
          <span className={styles['kind']} aria-current="true">{t('fault')} <KeyCap keys={keyOf('intake.fault')} /></span>
        </div>
        <span className={styles['end']}><HeadChip form={form} choosing={choosing} afterCall={afterCall} /></span>
      </div>
      <Steps form={form} promise={promise} focused={focused} shown={shown} choosing={choosing} onGo={onGo} />
    </header>
  );
}

function HeadChip({ form, choosing, afterCall }: Pick<Props, 'form' | 'choosing' | 'afterCall'>) {
  const { t } = useTranslation(['intake', 'codes']);
  const { draft, fault, customer, away } = form;
  if (away && draft.provisionalNo !== null) return <span className={styles['provisional']} title={t('chip.provisionalHint')}>{t('chip.provisional', { no: draft.provisionalNo })}</span>;
  if (choosing) return <Chip tone="amber" icon={UserSearch}>{t('chip.pickCustomer')}</Chip>;
  if (draft.customerId === null) return <Chip tone="amber" icon={UserSearch}>{t('chip.unidentified')}</Chip>;
  if (afterCall) return <Chip tone="amber" icon={TriangleAlert}>{t('chip.notSubmitted')}</Chip>;
  if (fault.severity === null) return null;
  const decision = priorityFor({ severity: fault.severity, serviceKind: fault.serviceKind, customer, chasers: 0, recentSameCategory: 0, appeal: false }, fujianPolicy);
  if (decision.reasons.length === 0) return null;
  return <Chip tone="amber" icon={ArrowUp}>{decision.priority} · {decision.reasons.map((reason) => t(`codes:priorityReason.${reason}`)).join('＋')}</Chip>;
}

function Steps({ form, promise, focused, shown, choosing, onGo }: Omit<Props, 'afterCall'>) {
  const { t, i18n } = useTranslation('intake');
  const when = useWhen();
  const { fault, draft } = form;
  const identified = draft.customerId !== null;
  const facts = stepFacts(fault, { identified, promised: promise.kind !== 'pending', focused, shown });
  const asked = askedOf(triageSetOf(fault), fault);
  const test = t(fault.test === null ? 'steps.testOpen' : fault.test.kind === 'result' ? 'steps.tested' : 'steps.untested');
  const leaf = fault.category === null ? undefined : codePath(defaultCodeBook, fault.category).at(-1);
  const resultOf = (id: IntakeStep, open: number): string => {
    switch (id) {
      case 'verify':
        return choosing ? t('chip.pickCustomer') : !identified ? t('chip.unidentified') : open > 0 ? t('steps.left', { n: open }) : t('steps.verified');
      case 'classify':
        return leaf === undefined ? t('steps.none') : languageOf(i18n) === 'en' ? leaf.en : leaf.zh;
      case 'pretest':
        return fault.category === null && fault.test === null ? t('steps.none') : asked === null ? test : t('steps.asked', { ...asked, test });
      case 'promise':
        return promise.kind === 'promised' ? when(promise.explained.promise.dueAt) : promise.kind === 'later' ? t('steps.later') : t('steps.none');
      case 'readback':
        return fault.readBack.length > 0 && open === 0 ? t('steps.readBack') : fault.description.trim() !== '' && open > 0 ? t('steps.short') : fault.category === null ? t('steps.none') : t('steps.items', { n: 3 });
    }
  };
  const steps: readonly Step[] = facts.map(({ id, open, state }) => ({ id, label: t(`steps.${id}`), result: resultOf(id, open), state }));
  return <StepHeader steps={steps} label={t('steps.label')} onGo={(id) => onGo(id as IntakeStep)} />;
}
