import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import type { FieldProblem, ProblemField } from './field-problems.ts';
import styles from './ErrorSummary.module.css';

/** What is to be mended before it can be submitted, with a way to each; it shrinks as fields are mended. */
export function ErrorSummary({ problems, refused, onGo }: { readonly problems: readonly FieldProblem[]; readonly refused: string | null; onGo(field: ProblemField): void }) {
  const { t } = useTranslation('intake');
  return (
    <div className={styles['summary']} role="alert">
      <p className={styles['title']}>
        <Icon icon={CircleAlert} size={16} />
        <b>{problems.length > 0 ? t('errors.title', { n: problems.length }) : t('errors.refused')}</b>
        <span>{refused ?? t('errors.hint')}</span>
      </p>
      <ol data-many={problems.length > 4}>
        {problems.map((problem, index) => (
          <li key={problem.field}>
            <KeyCap keys={String(index + 1)} />
            <button type="button" onClick={() => onGo(problem.field)}>{t(`field.${problem.field}`)}</button>
            <span>{t(`errors.short.${problem.short}`, { n: problem.n })}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
