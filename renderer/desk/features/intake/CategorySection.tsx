import { Select } from 'antd';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { findCategory, searchCategories, type Code } from '#shared/domain/code-list.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import { severitySchema } from '#shared/domain/ticket.ts';
import { useCategoryName } from '../../model/category.ts';
import { frequentCategories } from './frequent.ts';
import { focusAfter, type Form } from './form.ts';
import { ChoiceRow, Row } from './Row.tsx';
import styles from './sections.module.css';

const SHOWN = 40;

/** What it is and how much is lost: step 分类. Found by Chinese words, code or pinyin initials, or by one key. */
export function CategorySection({ form }: { readonly form: Form }) {
  const { t } = useTranslation(['intake', 'codes']);
  const { fault, edit } = form;
  const [text, setText] = useState('');
  const name = useCategoryName();
  const found = useMemo(
    () => searchCategories(defaultCodeBook, text, { ticketType: 'fault', limit: SHOWN, ...(fault.serviceKind === null ? {} : { serviceKind: fault.serviceKind }) }),
    [text, fault.serviceKind],
  );
  const choose = (code: string): void => {
    const category = findCategory(defaultCodeBook, code, 'fault');
    if (category === null) return;
    const only = category.serviceKinds.length === 1 ? category.serviceKinds[0] : undefined;
    edit({
      category: code, severity: category.severity,
      ...(fault.serviceKind === null && only !== undefined ? { serviceKind: only } : {}),
    });
    setText('');
  };
  const label = (code: string): string => `${code} ${name(code)}`;
  return (
    <section className={styles['section']} data-step="classify">
      <Row form={form} field="category">
        {(control) => (
          <Select
            {...control} size="small" status={control['aria-invalid'] ? 'error' : ''} className={styles['wide'] ?? ''} placeholder={t('hint.category')} virtual={false} listHeight={280}
            showSearch={{ filterOption: false, searchValue: text, onSearch: setText }} value={fault.category} onChange={choose} notFoundContent={t('categoryNone')}
            options={found.map((code) => ({ value: code.code, label: label(code.code) }))} labelRender={({ value }) => label(String(value))}
          />
        )}
      </Row>
      {fault.category === null ? <Frequent form={form} onChoose={choose} /> : null}
      {fault.category === null ? null : (
        <ChoiceRow
          form={form} field="severity" value={fault.severity} onChange={(severity) => edit({ severity })}
          segments={severitySchema.options.map((value) => ({ value, label: t(`codes:severity.${value}`) }))}
        />
      )}
    </section>
  );
}

/** The six most frequent categories, one key each while the focus is in the group. */
function Frequent({ form, onChoose }: { readonly form: Form; onChoose(code: string): void }) {
  const { t } = useTranslation('intake');
  const name = useCategoryName();
  const titleId = useId();
  const codes: readonly Code[] = frequentCategories(form.fault.serviceKind);
  const box = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const code = codes[Number(event.key) - 1];
    if (code === undefined) return;
    event.preventDefault();
    const next = box.current;
    onChoose(code.code);
    requestAnimationFrame(() => focusAfter(next?.parentElement ?? null));
  };
  return (
    <div ref={box} className={styles['frequent']}>
      <p id={titleId}><b>{t('frequent.title')}</b><span>{t('frequent.hint')}</span></p>
      <div role="group" tabIndex={0} aria-labelledby={titleId} className={styles['chips']} onKeyDown={onKeyDown}>
        {codes.map((code, index) => (
          <button key={code.code} type="button" tabIndex={-1} onClick={() => onChoose(code.code)}>
            <span aria-hidden>{index + 1}</span><span className="wh-cut">{name(code.code)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
