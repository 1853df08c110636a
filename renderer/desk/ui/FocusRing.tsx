import type { ReactNode } from 'react';
import styles from './FocusRing.module.css';

/** Draws the focus ring round a group whose inner control has the focus but no room for a ring. */
export function FocusRing({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <div className={`${styles['ring']} ${className ?? ''}`}>{children}</div>;
}
