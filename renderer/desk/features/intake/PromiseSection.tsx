import { Checkbox, Input, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import { scriptFor, scripts } from '#shared/domain/scripts.ts';
import { visitWindows } from '#shared/domain/sla.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { useFromNow } from '../../ui/clock.tsx';
import { ScriptBlock } from '../../ui/ScriptBlock.tsx';
import { useShortWhen, useWhen } from '../../ui/when.ts';
import type { Form } from './form.ts';
import type { DraftPromise } from './promise.ts';
import { Row } from './Row.tsx';
import styles from './sections.module.css';

const VISIT_DAYS = 3;
const DAY_MS = 86_400_000;
/** Windows are offered anew every quarter of an hour, not every second. */
const STEP_MS = 900_000;

/** The sentence to say, what may be promised and why, and when somebody comes: step 承诺. */
export function PromiseSection({ form, promise }: { readonly form: Form; readonly promise: DraftPromise }) {
  return (
    <section className={styles['section']} data-step="promise">
      <Script form={form} promise={promise} />
      <PromiseRow form={form} promise={promise} />
    </section>
  );
}

function usePromiseWords(form: Form, promise: DraftPromise): { readonly due: string; readonly reason: string } {
  const { t, i18n } = useTranslation('intake');
  const when = useWhen();
  const short = useShortWhen();
  switch (promise.kind) {
    case 'later':
      return { due: t('promise.later'), reason: t('promise.laterReason') };
    case 'pending':
      return { due: t('steps.none'), reason: t('promise.pending') };
    case 'promised': {
      const { explained } = promise;
      const words = languageOf(i18n) === 'en' ? explained.reason.en : explained.reason.zh;
      const rule = form.away ? t('promise.localRule', { reason: words }) : words;
      const end = form.linkedOutage?.expectedEnd ?? null;
      return {
        due: t('promise.before', { time: when(explained.promise.dueAt) }),
        reason: end === null || form.away ? rule : t('promise.withOutage', { reason: rule, time: short(end) }),
      };
    }
  }
}

/** A filled-in time brings its own space; between two Chinese characters there is none. */
function closeUp(text: string): string {
  return text.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

function Script({ form, promise }: { readonly form: Form; readonly promise: DraftPromise }) {
  const { t, i18n } = useTranslation('intake');
  const when = useShortWhen();
  const { due } = usePromiseWords(form, promise);
  const { fault, away, linkedOutage } = form;
  const script = scriptFor(scripts, { category: fault.category, identified: form.draft.customerId !== null, outageLinked: linkedOutage !== null });
  if (script === null) return null;
  const language = languageOf(i18n);
  const end = linkedOutage?.expectedEnd ?? null;
  // Without a known end there is nothing to promise online either: the careful wording serves.
  const wording = away || (script.when.kind === 'outage' && end === null) ? script.offline : script.online;
  const text = language === 'en' ? wording.en : wording.zh;
  if (text.includes('{due}') && promise.kind !== 'promised') return null;
  return (
    <ScriptBlock title={t('script.title')} source={away ? t('script.offline', { id: script.id }) : `${script.id} ${language === 'en' ? script.title.en : script.title.zh}`}>
      “{closeUp(text.replaceAll('{due}', due).replaceAll('{end}', end === null ? '' : when(end)))}”
    </ScriptBlock>
  );
}

function PromiseRow({ form, promise }: { readonly form: Form; readonly promise: DraftPromise }) {
  const { t } = useTranslation('intake');
  const when = useWhen();
  const words = usePromiseWords(form, promise);
  const quarter = useFromNow((now) => Math.floor(now / STEP_MS) * STEP_MS);
  const windows = useMemo(() => visitWindows(quarter, quarter + VISIT_DAYS * DAY_MS, fujianPolicy), [quarter]);
  const { appointment } = form.fault;
  const keyOf = (window: { readonly from: number; readonly to: number }): string => `${window.from}-${window.to}`;
  const label = (window: { readonly from: number; readonly to: number }): string =>
    t('promise.visit', { day: when(window.from).split(' ')[0] ?? '', from: new Date(window.from).getHours(), to: new Date(window.to).getHours() });
  const offered = appointment === null || windows.some((window) => keyOf(window) === keyOf(appointment)) ? windows : [appointment, ...windows];
  return (
    <>
      <Row form={form} field="appointment" label={t('field.promise')}>
        {(control) => (
          <div className={styles['promise']}>
            <output className={styles['due']} data-open={promise.kind !== 'promised'} title={promise.kind === 'promised' ? t('promise.legal', { time: when(promise.explained.promise.legalDueAt) }) : undefined}>{words.due}</output>
            <Select
              {...control} size="small" status={control['aria-invalid'] ? 'error' : ''} aria-label={t('field.appointment')} virtual={false} value={appointment === null ? 'none' : keyOf(appointment)} popupMatchSelectWidth={false}
              options={[{ value: 'none', label: t('promise.noVisit') }, ...offered.map((window) => ({ value: keyOf(window), label: label(window) }))]}
              onChange={(key) => form.edit({ appointment: offered.find((window) => keyOf(window) === key) ?? null })}
            />
          </div>
        )}
      </Row>
      <p className={styles['why']}><span>{t('field.reason')}</span><span>{words.reason}{promise.kind === 'promised' ? <em> · {t('promise.legal', { time: when(promise.explained.promise.legalDueAt) })}</em> : null}</span></p>
    </>
  );
}

/** The customer's words, and at wide windows what to read back before submitting: step 复述. */
export function WordsSection({ form, promise }: { readonly form: Form; readonly promise: DraftPromise }) {
  const { t } = useTranslation('intake');
  const { fault, edit } = form;
  const words = usePromiseWords(form, promise);
  const valueOf = (value: typeof fault.serviceNumber): string | null => (value === null ? null : value.from === 'record' ? value.masked : value.value.trim() === '' ? null : value.value);
  const [service, number, address] = [valueOf(fault.serviceNumber), valueOf(fault.contactNumber), valueOf(fault.address)];
  const items = [
    ...(service === null ? [] : [{ id: 'number', text: t('readBack.number', { value: service }) }]),
    ...(service !== null || address === null ? [] : [{ id: 'place', text: t('readBack.place', { value: address }) }]),
    { id: 'promise', text: promise.kind === 'promised' ? t('readBack.promise', { value: words.due }) : t('readBack.later') },
    ...(number === null ? [] : [{ id: 'callback', text: t('readBack.callback', { value: number }) }]),
  ];
  return (
    <section className={styles['section']} data-step="readback">
      <Row form={form} field="description">
        {(control) => (
          <div className={styles['words']}>
            <Input.TextArea
              {...control} status={control['aria-invalid'] ? 'error' : ''} rows={1} maxLength={2000} value={fault.description} placeholder={t('hint.description')}
              onChange={(event) => edit({ description: event.target.value })}
            />
            <span aria-hidden data-short={form.problemAt('description') !== null}>{form.problemAt('description') === null ? fault.description.trim().length : `${fault.description.trim().length} / 10`}</span>
          </div>
        )}
      </Row>
      <fieldset className={styles['readBack']}>
        <legend><b>{t('readBack.title')}</b><span>{t('readBack.hint')}</span></legend>
        {items.map((item) => (
          <Checkbox
            key={item.id} checked={fault.readBack.includes(item.id)}
            onChange={(event) => edit({ readBack: event.target.checked ? [...fault.readBack, item.id] : fault.readBack.filter((id) => id !== item.id) })}
          >
            {item.text}
          </Checkbox>
        ))}
      </fieldset>
    </section>
  );
}
