import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './Dialog.module.css';

interface Props {
  readonly label: string;
  onClose(): void;
  readonly children: ReactNode;
  /** `alertdialog` for a question that must be answered. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly width?: number;
}

const FOCUSABLE = 'button, input, a[href], textarea, select, [tabindex="0"]';

/** A sheet under a mask, opened by the agent: it takes the focus, keeps it, and gives it back. Esc closes it and nothing else. */
export function Dialog({ label, onClose, children, role = 'dialog', width = 440 }: Props) {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = sheet.current?.querySelector<HTMLElement>('[data-autofocus]') ?? sheet.current?.querySelector<HTMLElement>(FOCUSABLE);
    first?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Tab') {
      const all = [...(sheet.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
      const [first, last] = [all[0], all.at(-1)];
      const leaving = event.shiftKey ? document.activeElement === first : document.activeElement === last;
      if (!leaving) return;
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  };
  return createPortal(
    <div className={styles['mask']} onMouseDown={(event) => (event.target === event.currentTarget ? onClose() : undefined)}>
      <div ref={sheet} role={role} aria-modal aria-label={label} className={styles['sheet']} style={{ width }} onKeyDown={onKeyDown}>{children}</div>
    </div>,
    document.body,
  );
}
