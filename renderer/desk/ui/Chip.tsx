import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import styles from './Chip.module.css';

export type Tone = 'neutral' | 'accent' | 'red' | 'redSolid' | 'amber' | 'green' | 'outline' | 'dashed';

/** 20 px, one word; an icon only where the status list gives one. */
export function Tag({ tone = 'neutral', icon, children }: { readonly tone?: Tone; readonly icon?: LucideIcon; readonly children: ReactNode }) {
  return <span className={`${styles['tag']} ${styles[tone]}`}>{icon === undefined ? null : <Icon icon={icon} size={12} />}{children}</span>;
}

interface BadgeProps {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  /** The bold noun; `children` holds its number or place. */
  readonly noun: string;
  readonly children?: ReactNode;
  /** Jumps to the evidence. */
  readonly onClick?: () => void;
}

/** 24 px: icon, bold noun, one number. */
export function Badge({ tone, icon, noun, children, onClick }: BadgeProps) {
  const content = <><Icon icon={icon} size={14} /><b>{noun}</b>{children === undefined ? null : <span>{children}</span>}</>;
  const className = `${styles['badge']} ${styles[tone]}`;
  return onClick === undefined ? <span className={className}>{content}</span> : <button type="button" className={className} onClick={onClick}>{content}</button>;
}

/** 24 px, weight 600: icon and a short text whose width must not change while it ticks. */
export function Chip({ tone, icon, children, label }: { readonly tone: Tone; readonly icon: LucideIcon; readonly children: ReactNode; readonly label?: string }) {
  return <span className={`${styles['badge']} ${styles['strong']} ${styles[tone]}`} aria-label={label}><Icon icon={icon} size={14} /><span>{children}</span></span>;
}
