import { useTranslation } from 'react-i18next';
import { useFromNow } from './clock.tsx';
import { formatDate, formatDay, formatTime } from './time.ts';

const DAY_MS = 86_400_000;

/** As `useWhen`, but a time of today stands alone: `14:30`. */
export function useShortWhen(): (at: number) => string {
  const today = useFromNow(formatDate);
  const when = useWhen();
  return (at) => (formatDate(at) === today ? formatTime(at) : when(at));
}

/** A time for reading: `今天 09:36`, `明天 18:00`, else `11-19 13:22`. Renders anew at midnight only. */
export function useWhen(): (at: number) => string {
  const { t } = useTranslation('common');
  const today = useFromNow(formatDate);
  const tomorrow = useFromNow((now) => formatDate(now + DAY_MS));
  return (at) => {
    const day = formatDate(at);
    const name = day === today ? t('today') : day === tomorrow ? t('tomorrow') : formatDay(at);
    return `${name} ${formatTime(at)}`;
  };
}
