import { useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, type FieldControl } from '../../ui/Field.tsx';
import { SegmentedGroup, type Segment } from '../../ui/SegmentedGroup.tsx';
import type { ProblemField } from './field-problems.ts';
import { focusAfter, type Form } from './form.ts';
import styles from './Row.module.css';

/** A field of the sheet: label, control, and its error below once it may be said. */
export function Row({ form, field, label, labelId, children }: {
  readonly form: Form; readonly field: ProblemField; readonly label?: string; readonly labelId?: string; children(control: FieldControl): ReactNode;
}) {
  const { t } = useTranslation('intake');
  const problem = form.problemAt(field);
  return (
    <div
      data-field={field} className={styles['row']} data-wrong={problem !== null}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) form.leave(field);
      }}
    >
      <Field label={label ?? t(`field.${field}`)} place="beside" error={problem === null ? null : t(`errors.${problem.long}`, { n: problem.long === 'descriptionShort' ? 10 - problem.n : problem.n })} {...(labelId === undefined ? {} : { labelId })}>
        {children}
      </Field>
    </div>
  );
}

/** A choice in equal parts; a digit answers and moves on. */
export function ChoiceRow<T extends string>({ form, field, segments, value, onChange, label, digits = true }: {
  readonly form: Form; readonly field: ProblemField; readonly segments: readonly Segment<T>[]; readonly value: T | null; onChange(value: T): void; readonly label?: string;
  readonly digits?: boolean;
}) {
  const labelId = useId();
  const box = useRef<HTMLDivElement>(null);
  return (
    <Row form={form} field={field} labelId={labelId} {...(label === undefined ? {} : { label })}>
      {(control) => (
        <div ref={box}>
          <SegmentedGroup
            id={control.id} labelledBy={labelId} describedBy={control['aria-describedby']} invalid={control['aria-invalid']} segments={segments} value={value}
            onChange={onChange} onAnswered={() => focusAfter(box.current)} digits={digits}
          />
        </div>
      )}
    </Row>
  );
}

/** Something the agent sees but does not fill in. */
export function StaticRow({ label, value, note }: { readonly label: string; readonly value: ReactNode; readonly note?: ReactNode }) {
  return (
    <div className={styles['static']}>
      <span className={styles['label']}>{label}</span>
      <span className={styles['value']}><span className="wh-cut">{value}</span>{note === undefined ? null : <small>{note}</small>}</span>
    </div>
  );
}
