import { useTranslation } from 'react-i18next';
import { formatFen } from '../../ui/time.ts';
import type { Spend } from './spend.ts';
import styles from './SpendChart.module.css';

/** Twelve bars from zero, the newest in colour, the mean dashed; three captions instead of axes. */
export function SpendChart({ spend }: { readonly spend: Spend }) {
  const { t } = useTranslation('contact');
  const yuan = (fen: number): string => formatFen(Math.round(fen / 100) * 100, true);
  const [average, last] = [yuan(spend.averageFen), yuan(spend.lastFen)];
  return (
    <figure className={styles['chart']} role="img" aria-label={t('bills.chart', { average, last })}>
      <div className={styles['bars']} aria-hidden>
        <span className={styles['mean']} style={{ bottom: `${spend.averageShare * 100}%` }} />
        {spend.bars.map((bar, index) => (
          <span key={bar.month} className={styles['bar']} data-last={index === spend.bars.length - 1} style={{ height: `${Math.max(2, bar.share * 100)}%` }} />
        ))}
      </div>
      <figcaption className={styles['caption']} aria-hidden>
        <span>{spend.bars[0]?.month.slice(2)}</span>
        <span>{t('bills.average', { money: average })}</span>
        <b>{t('bills.latest', { money: last })}</b>
      </figcaption>
    </figure>
  );
}
