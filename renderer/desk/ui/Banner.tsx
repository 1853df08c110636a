import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import styles from './Banner.module.css';

interface Props {
  readonly tone: 'amber' | 'red' | 'accent' | 'green';
  readonly icon: LucideIcon;
  readonly title: ReactNode;
  /** Second line in small type. */
  readonly children?: ReactNode;
  /** A button, a tag or a link at the right end. */
  readonly action?: ReactNode;
  /** `alert` interrupts a screen reader; only for what cannot wait. */
  readonly role?: 'status' | 'alert' | 'note';
}

/** A soft box with a cause in bold, what follows from it, and one way on. */
export function Banner({ tone, icon, title, children, action, role = 'note' }: Props) {
  return (
    <div className={styles['banner']} data-tone={tone} role={role}>
      <Icon icon={icon} size={16} className={styles['icon']} />
      <div className={styles['words']}>
        <div className={styles['title']}>{title}</div>
        {children === undefined ? null : <div className={styles['more']}>{children}</div>}
      </div>
      {action}
    </div>
  );
}
