import { Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordOrTyped } from '#shared/domain/intake-form.ts';
import type { FieldControl } from '../../ui/Field.tsx';
import styles from './RecordField.module.css';

interface Props {
  readonly control: FieldControl;
  /** The field's name, for the buttons' spoken words. */
  readonly name: string;
  readonly value: RecordOrTyped | null;
  /** What is on file and may be used again after typing; null when nothing is. */
  readonly record: { readonly ref: string; readonly masked: string } | null;
  readonly placeholder: string;
  readonly maxLength: number;
  readonly numeric?: boolean;
  /** Caption at the right end of a value on file. */
  readonly note?: string | undefined;
  onChange(value: RecordOrTyped | null): void;
}

/**
 * A value on file (masked; the desk never holds the full one) or a typed one. On file it is read-only with a
 * way to type another; typed it has a way back to the file.
 */
export function RecordField({ control, name, value, record, placeholder, maxLength, numeric = false, note, onChange }: Props) {
  const { t } = useTranslation('intake');
  const input = useRef<InputRef>(null);
  const focusNext = useRef(false);
  const status = control['aria-invalid'] ? 'error' : '';
  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    input.current?.focus();
  });
  if (value?.from === 'record') {
    return (
      <Input
        {...control} size="small" status={status} readOnly value={value.masked} className={styles['record'] ?? ''}
        suffix={
          <>
            {note === undefined ? null : <span className={styles['note']}>{note}</span>}
            <button
              type="button" className={styles['link']} aria-label={t('record.editLabel', { field: name })}
              onClick={() => {
                focusNext.current = true;
                onChange({ from: 'typed', value: '' });
              }}
            >
              {t('record.edit')}
            </button>
          </>
        }
      />
    );
  }
  return (
    <Input
      {...control} ref={input} size="small" status={status} value={value?.value ?? ''} placeholder={placeholder} maxLength={maxLength} {...(numeric ? { inputMode: 'tel' as const } : {})}
      onChange={(event) => onChange(event.target.value === '' && record === null ? null : { from: 'typed', value: event.target.value })}
      suffix={record === null ? <span /> : (
        <button type="button" className={styles['link']} aria-label={t('record.backLabel', { field: name })} onClick={() => onChange({ from: 'record', ...record })}>{t('record.back')}</button>
      )}
    />
  );
}
