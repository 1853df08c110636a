import { CircleCheck, CircleX, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { Icon } from './Icon.tsx';
import styles from './HealthLight.module.css';

/** `idle`: nothing to judge yet (not signed in, first check under way). */
export type LightLevel = 'ok' | 'degraded' | 'down' | 'unavailable' | 'idle';

export const lightIcons = { ok: CircleCheck, degraded: TriangleAlert, down: CircleX, unavailable: CloudOff, idle: LoaderCircle } as const;

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  readonly level: LightLevel;
  readonly name: string;
  /** The second word; required reading whenever the level is not ok. */
  readonly word?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Quiet when well; anything else is a soft pill with a second word. Its change is announced, its state is not repeated. */
export function HealthLight({ level, name, word, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={styles['light']} data-level={level}>
      <Icon icon={lightIcons[level]} size={14} />
      <span role="status">{name}{word === undefined ? '' : ` ${word}`}</span>
    </button>
  );
}
