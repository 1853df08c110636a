import { CircleCheck, Clock, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../model/context.tsx';
import { isHubAway } from '../../model/selectors.ts';
import { useNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatDuration } from '../../ui/time.ts';
import styles from './FirstSync.module.css';

/** Rate and time left are told only after this long. */
const ESTIMATE_AFTER_MS = 3000;

/** The first copy of the city's pop cards: how far, how fast, what works meanwhile. Work goes on beside it. */
export function FirstSync({ done, total }: { readonly done: number; readonly total: number }) {
  const { t } = useTranslation('idle');
  const now = useNow();
  const away = useDesk(isHubAway);
  const [start] = useState({ at: now, done });
  const [seen, setSeen] = useState({ at: now, done });
  useEffect(() => {
    if (done !== seen.done) setSeen({ at: now, done });
  }, [done, now, seen.done]);
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
  const elapsed = now - start.at;
  const rate = elapsed < ESTIMATE_AFTER_MS ? null : ((done - start.done) * 1000) / elapsed;
  const pace = away || now - seen.at > 10_000 ? t('firstSync.waiting')
    : rate === null || rate <= 0 ? t('firstSync.estimating')
    : `${t('firstSync.rate', { rate: Math.round(rate).toLocaleString('en') })} · ${t('firstSync.left', { time: formatDuration(((total - done) / rate) * 1000, 'short') })}`;
  return (
    <section className={styles['sync']} aria-label={t('firstSync.title')}>
      <header><h2>{t('firstSync.title')}</h2><span>{t('firstSync.about')}</span></header>
      <div className={styles['numbers']}><b>{percent}%</b><span>{t('firstSync.rows', { done: done.toLocaleString('en'), total: total.toLocaleString('en') })}</span><span className={styles['pace']} data-away={away}>{pace}</span></div>
      <div className={styles['bar']} role="progressbar" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-label={t('firstSync.title')}><i style={{ transform: `scaleX(${percent / 100})` }} /></div>
      <div className={styles['lists']}>
        <ul aria-label={t('firstSync.now')}>
          <li data-yes><Icon icon={CircleCheck} />{t('firstSync.calls')}</li>
          <li data-yes><Icon icon={CircleCheck} />{t('firstSync.intake')}</li>
          <li><Icon icon={LoaderCircle} />{t('firstSync.pop')}<small>{t('firstSync.popPart', { percent })}</small></li>
          <li><Icon icon={Clock} />{t('firstSync.offlinePop')}</li>
        </ul>
        <p>{t('firstSync.foot')}</p>
      </div>
    </section>
  );
}
