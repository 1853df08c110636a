import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import styles from './Field.module.css';

/** What a control inside a field must carry. `aria-describedby` names the error, else the hint. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface Props {
  readonly label: ReactNode;
  /** `above`: sign-in; `beside`: dense forms with a label column. */
  readonly place?: 'above' | 'beside';
  /** Says what is wrong and what to do. */
  readonly error?: string | null | undefined;
  readonly hint?: string | undefined;
  readonly labelId?: string;
  children(control: FieldControl): ReactNode;
}

/** Label, control and error; the error is read with the control. */
export function Field({ label, place = 'above', error, hint, labelId, children }: Props) {
  const id = useId();
  const note = error ?? hint;
  const noteId = note === undefined ? undefined : `${id}-note`;
  return (
    <div className={styles['field']} data-place={place}>
      <label id={labelId} htmlFor={id} className={styles['label']}>{label}</label>
      <div className={styles['control']}>
        {children({ id, 'aria-describedby': noteId, 'aria-invalid': typeof error === 'string' })}
        {typeof error === 'string'
          ? <p id={noteId} className={styles['error']}><Icon icon={CircleAlert} size={12} />{error}</p>
          : hint === undefined ? null : <p id={noteId} className={styles['hint']}>{hint}</p>}
      </div>
    </div>
  );
}
