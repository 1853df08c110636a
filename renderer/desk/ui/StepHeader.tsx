import { Check, TriangleAlert } from 'lucide-react';
import { Icon } from './Icon.tsx';
import styles from './StepHeader.module.css';

export interface Step {
  readonly id: string;
  readonly label: string;
  /** What has been found so far, in a few words; `—` when nothing. */
  readonly result: string;
  readonly state: 'done' | 'current' | 'todo' | 'wrong';
}

/** Equal cells; steps are anchors of one sheet, not pages: all may be visited. */
export function StepHeader({ steps, label, onGo }: { readonly steps: readonly Step[]; readonly label: string; onGo(id: string): void }) {
  return (
    <ol className={styles['steps']} aria-label={label}>
      {steps.map((step) => (
        <li key={step.id} data-state={step.state} className={styles['step']} aria-current={step.state === 'current' ? 'step' : undefined}>
          <button type="button" onClick={() => onGo(step.id)}>
            <span className={styles['label']}>
              {step.state === 'done' ? <Icon icon={Check} size={14} /> : step.state === 'wrong' ? <Icon icon={TriangleAlert} size={14} /> : null}
              {step.label}
            </span>
            <span className={`${styles['result']} wh-cut`}>{step.result}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
