import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import styles from './EmptyState.module.css';

/** Says why there is nothing, and what would bring something. */
export function EmptyState({ icon, title, children }: { readonly icon: LucideIcon; readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <Icon icon={icon} size={20} />
      <p>{title}</p>
      {children === undefined ? null : <div className={styles['more']}>{children}</div>}
    </div>
  );
}
