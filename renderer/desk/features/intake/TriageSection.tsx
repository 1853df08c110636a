import { Check, CloudOff } from 'lucide-react';
import { Input, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noTestReasonSchema, type TestOutcome } from '#shared/domain/ticket.ts';
import { triageSets } from '#shared/domain/triage-sets.ts';
import { triageConclusion, triageFor, type TriageQuestion, type TriageSet } from '#shared/domain/triage.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { useCategoryName } from '../../model/category.ts';
import { Tag } from '../../ui/Chip.tsx';
import { useFromNow, useReadNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SegmentedGroup } from '../../ui/SegmentedGroup.tsx';
import { formatDay, formatTime } from '../../ui/time.ts';
import { useWhen } from '../../ui/when.ts';
import { focusAfter, type Form } from './form.ts';
import { OutageBanner } from './OutageBanner.tsx';
import { ChoiceRow, Row, StaticRow } from './Row.tsx';
import { startDays, startOf, startPresets, timeOnDay, type StartPreset } from './start-time.ts';
import styles from './sections.module.css';

/** The questions of a draft's service and category; null before a category is chosen. */
export function triageSetOf(fault: Form['fault']): TriageSet | null {
  return fault.serviceKind === null || fault.category === null ? null : triageFor(triageSets, fault.serviceKind, fault.category);
}

/** Since when, what the lamps say, and what was tested: step 预处理. */
export function TriageSection({ form }: { readonly form: Form }) {
  const { t } = useTranslation('intake');
  const name = useCategoryName();
  const { fault } = form;
  const set = triageSetOf(fault);
  return (
    <section className={styles['section']} data-step="pretest">
      <OutageBanner form={form} />
      <StartRow form={form} />
      <header className={styles['title']}>
        <h3>{t('triage.title')}</h3>
        <span className="wh-cut">{fault.category === null ? t('triage.pick') : set === null ? t('triage.none') : `${fault.category} ${name(fault.category)} · ${t('triage.digits')}`}</span>
      </header>
      {set === null ? null : set.questions.map((question) => <QuestionRow key={question.id} form={form} question={question} />)}
      <TestCard form={form} set={set} />
    </section>
  );
}

function StartRow({ form }: { readonly form: Form }) {
  const { t } = useTranslation('intake');
  const when = useWhen();
  const readNow = useReadNow();
  const { startedAt } = form.fault;
  const [preset, setPreset] = useState<StartPreset | null>(null);
  /** Known from before this form was opened: shown as a time, not as a pick. */
  const [known, setKnown] = useState(startedAt !== null);
  if (known && startedAt !== null) {
    return <StaticRow label={t('field.startedAt')} value={t('start.since', { time: when(startedAt) })} note={<button type="button" className={styles['link']} onClick={() => setKnown(false)}>{t('record.edit')}</button>} />;
  }
  return (
    <>
      <ChoiceRow
        form={form} field="startedAt" value={preset} segments={startPresets.map((value) => ({ value, label: t(`start.${value}`) }))}
        onChange={(value) => {
          setPreset(value);
          const at = startOf(value, readNow());
          if (at !== null) form.edit({ startedAt: at });
        }}
      />
      {preset === 'other' ? <ExactStart form={form} /> : null}
    </>
  );
}

const DAYS_BACK = 14;

/** Day and time as one says it: 昨天 8:30. */
function ExactStart({ form }: { readonly form: Form }) {
  const { t } = useTranslation(['intake', 'common']);
  const { startedAt } = form.fault;
  const today = useFromNow((now) => startDays(now, 1)[0] ?? now);
  const days = startDays(today, DAYS_BACK);
  const [day, setDay] = useState(() => (startedAt === null ? today : (startDays(startedAt, 1)[0] ?? today)));
  const [text, setText] = useState(startedAt === null ? '' : formatTime(startedAt));
  const change = (nextDay: number, nextText: string): void => {
    setDay(nextDay);
    setText(nextText);
    form.edit({ startedAt: timeOnDay(nextDay, nextText) });
  };
  return (
    <div className={styles['exact']}>
      <Select
        size="small" aria-label={t('start.day')} virtual={false} value={day} onChange={(value) => change(value, text)}
        options={days.map((value, back) => ({ value, label: back === 0 ? t('common:today') : back === 1 ? t('common:yesterday') : formatDay(value) }))}
      />
      <Input size="small" aria-label={t('start.time')} placeholder="08:30" value={text} maxLength={5} onChange={(event) => change(day, event.target.value)} />
    </div>
  );
}

function QuestionRow({ form, question }: { readonly form: Form; readonly question: TriageQuestion }) {
  const { t, i18n } = useTranslation('intake');
  const language = languageOf(i18n);
  const labelId = useId();
  const box = useRef<HTMLDivElement>(null);
  const say = (words: { readonly zh: string; readonly en: string }): string => (language === 'en' ? words.en : words.zh);
  const answer = form.fault.triage[question.id];
  const isAnswered = question.answers.some((candidate) => candidate.id === answer);
  return (
    <div ref={box} className={styles['question']} data-field={`triage-${question.id}`}>
      <span id={labelId} className={styles['ask']}>
        <span className="wh-cut">{say(question)}</span>
        {isAnswered ? <span className={styles['answered']}><Icon icon={Check} size={14} /><span className="wh-sr">{t('triage.answered')}</span></span> : null}
      </span>
      <SegmentedGroup
        labelledBy={labelId} value={answer ?? null} segments={question.answers.map((candidate) => ({ value: candidate.id, label: say(candidate) }))}
        onChange={(id) => form.edit({ triage: { ...form.fault.triage, [question.id]: id } })} onAnswered={() => focusAfter(box.current)}
      />
    </div>
  );
}

/** What was tested, or why nothing was; below it what one can say from the answers alone. */
function TestCard({ form, set }: { readonly form: Form; readonly set: TriageSet | null }) {
  const { t, i18n } = useTranslation(['intake', 'codes']);
  const readNow = useReadNow();
  const { fault, away, edit } = form;
  const [wantsResult, setWantsResult] = useState(fault.test?.kind === 'result');
  const conclusion = set === null ? null : triageConclusion(set, fault.triage);
  const reasons = noTestReasonSchema.options.filter((reason) => reason !== 'hubOffline' || away || (fault.test?.kind === 'none' && fault.test.reason === 'hubOffline'));
  const setTest = (test: TestOutcome | null): void => edit({ test });
  const kind = fault.test?.kind ?? (wantsResult ? 'result' : 'none');
  return (
    <div className={styles['card']}>
      <header>
        <h3>{t('test.title')}</h3>
        {away ? <Tag tone="amber" icon={CloudOff}>{t('test.offline')}</Tag> : null}
        {away ? <span>{t('test.offlineHint')}</span> : null}
        <div className={styles['kind']}>
          <SegmentedGroup
            label={t('test.kind')} digits={false} value={kind} segments={[{ value: 'none', label: t('test.untested') }, { value: 'result', label: t('test.tested') }]}
            onChange={(next) => {
              setWantsResult(next === 'result');
              setTest(null);
            }}
          />
        </div>
      </header>
      <div className={styles['cardBody']}>
        <Row form={form} field="test" label={t(kind === 'result' ? 'test.result' : 'test.reason')}>
          {(control) => kind === 'result' ? (
            <Input
              {...control} size="small" status={control['aria-invalid'] ? 'error' : ''} maxLength={500} placeholder={t('test.resultHint')} value={fault.test?.kind === 'result' ? fault.test.text : ''}
              onChange={(event) => setTest(event.target.value === '' ? null : { kind: 'result', text: event.target.value, at: readNow() })}
            />
          ) : (
            <Select
              {...control} size="small" status={control['aria-invalid'] ? 'error' : ''} className={styles['wide'] ?? ''} placeholder={t('test.pick')} virtual={false} value={fault.test?.kind === 'none' ? fault.test.reason : null}
              options={reasons.map((reason) => ({
                value: reason,
                label: reason === 'hubOffline' && away ? t('test.auto', { reason: t(`codes:noTestReason.${reason}`) }) : t(`codes:noTestReason.${reason}`),
              }))}
              onChange={(reason) => setTest({ kind: 'none', reason })}
            />
          )}
        </Row>
        <p className={styles['finding']}>
          <span>{t(away ? 'test.substitute' : 'triage.conclusion')}</span>
          <span>{conclusion === null ? t('test.ask') : languageOf(i18n) === 'en' ? conclusion.en : conclusion.zh}</span>
        </p>
      </div>
    </div>
  );
}
