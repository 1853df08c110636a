import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Icon } from './Icon.tsx';
import { KeyCap } from './KeyCap.tsx';
import styles from './ChoiceList.module.css';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Small words behind the label. */
  readonly note?: string;
  /** The cap at the right end: the key that chooses it from anywhere, or its digit. */
  readonly cap?: string;
}

interface Props<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  onChoose(value: T): void;
  /** Takes the focus when it appears; only for lists the agent opened by an own key or click. */
  readonly takeFocus?: boolean;
  /** Digits 1–9 choose while the focus is inside. */
  readonly digits?: boolean;
}

/** Rows to choose one from: arrows move, Enter or a digit chooses. */
export function ChoiceList<T extends string>({ label, choices, onChoose, takeFocus = false, digits = false }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  useEffect(() => {
    if (takeFocus) items()[0]?.focus();
  }, [takeFocus]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = items();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = digits && /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
    if (step !== 0) rows[(rows.findIndex((row) => row === document.activeElement) + step + rows.length) % rows.length]?.focus();
    else if (chosen !== undefined) onChoose(chosen.value);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={list} role="menu" aria-label={label} className={styles['list']} onKeyDown={onKeyDown}>
      {choices.map((choice) => (
        <button key={choice.value} type="button" role="menuitem" className={styles['row']} onClick={() => onChoose(choice.value)}>
          {choice.icon === undefined ? null : <Icon icon={choice.icon} />}
          <span>{choice.label}</span>
          {choice.note === undefined ? null : <small>{choice.note}</small>}
          {choice.cap === undefined ? null : <span className={styles['cap']}><KeyCap keys={choice.cap} /></span>}
        </button>
      ))}
    </div>
  );
}
