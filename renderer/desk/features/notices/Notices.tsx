import { CircleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '#shared/contract/errors.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { useDesk, useDeskStore } from '../../model/context.tsx';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Notices.module.css';

/** What belongs to no field, in its own place at the foot of CALLS: stays until read, covers nothing, takes no focus. */
export function Notices() {
  const { t, i18n } = useTranslation('notices');
  const notices = useDesk((state) => state.notices);
  const store = useDeskStore();
  return (
    <section className={styles['stack']} aria-label={t('label')} aria-live="polite">
      {notices.map(({ key, problem }) => (
        <div key={key} className={styles['notice']}>
          <Icon icon={CircleAlert} size={14} />
          <p>{describeProblem(problem, languageOf(i18n))}</p>
          <button type="button" aria-label={t('dismiss')} title={t('dismiss')} onClick={() => store.getState().dismissNotice(key)}><Icon icon={X} size={14} /></button>
        </div>
      ))}
    </section>
  );
}
