import { useId, type KeyboardEvent, type ReactNode } from 'react';
import styles from './SegmentedGroup.module.css';

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** Spoken instead of the label where that is not plain text. */
  readonly name?: string;
}

interface Props<T extends string> {
  /** Id of the visible label, or the words themselves. */
  readonly labelledBy?: string;
  readonly label?: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T | null;
  onChange(value: T): void;
  /** After a digit was pressed: move the focus to the next question. */
  readonly onAnswered?: () => void;
  /** Digits before the answers, and digit keys while the focus is in the group. Default true. */
  readonly digits?: boolean;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly id?: string;
}

/** A choice in equal parts: the focus sits on the group, a digit answers. Digits typed in a text field never come here. */
export function SegmentedGroup<T extends string>(props: Props<T>) {
  const { segments, value, onChange, onAnswered, digits = true } = props;
  const base = useId();
  const current = segments.findIndex((segment) => segment.value === value);
  const choose = (index: number): void => {
    const segment = segments[index];
    if (segment !== undefined) onChange(segment.value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      choose(current === -1 ? (step === 1 ? 0 : segments.length - 1) : (current + step + segments.length) % segments.length);
    } else if (digits && /^[1-9]$/.test(event.key) && Number(event.key) <= segments.length) {
      event.preventDefault();
      choose(Number(event.key) - 1);
      onAnswered?.();
    }
  };
  return (
    <div
      id={props.id} role="radiogroup" tabIndex={0} className={styles['group']} data-invalid={props.invalid === true} onKeyDown={onKeyDown}
      aria-labelledby={props.labelledBy} aria-label={props.label} aria-describedby={props.describedBy} aria-invalid={props.invalid === true}
      aria-activedescendant={current === -1 ? undefined : `${base}-${current}`}
    >
      {segments.map((segment, index) => (
        <div
          key={segment.value} id={`${base}-${index}`} role="radio" aria-checked={index === current} aria-label={segment.name}
          className={styles['part']} onClick={() => choose(index)}
        >
          {digits ? <span className={styles['digit']} aria-hidden>{index + 1}</span> : null}
          <span className="wh-cut">{segment.label}</span>
        </div>
      ))}
    </div>
  );
}
