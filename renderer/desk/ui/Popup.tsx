import { Popover } from 'antd';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface Props {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
  readonly content: ReactNode;
  readonly placement?: 'bottomLeft' | 'bottomRight' | 'bottom';
  /** The one element that opens it. */
  readonly children: ReactNode;
}

/** A panel the agent opens; Esc or a click outside closes it and the focus goes back to where it was. */
export function Popup({ open, onOpenChange, content, placement = 'bottomRight', children }: Props) {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (open) return () => {
      const target = before.current;
      // Only when the focus would be lost with the panel: a click elsewhere has already moved it.
      if (target instanceof HTMLElement && (document.activeElement === document.body || document.activeElement?.closest('[data-popup]') != null)) target.focus();
    };
    return undefined;
  }, [open]);
  if (!open && typeof document !== 'undefined') before.current = document.activeElement;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onOpenChange(false);
  };
  return (
    <Popover
      open={open} onOpenChange={onOpenChange} trigger="click" placement={placement} arrow={false} destroyOnHidden
      content={<div data-popup onKeyDown={onKeyDown}>{content}</div>}
    >
      {children}
    </Popover>
  );
}
