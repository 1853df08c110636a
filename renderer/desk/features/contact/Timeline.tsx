import { Globe, MessageSquareText, PhoneIncoming, PhoneOutgoing, Store, Wrench, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../ui/Chip.tsx';
import { useFromNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatDate, formatDay, formatTime } from '../../ui/time.ts';
import type { ChannelWord, StatusWord, TimelineRow } from './timeline.ts';
import styles from './Timeline.module.css';

const icons: Readonly<Record<ChannelWord, LucideIcon>> = {
  hotlineIn: PhoneIncoming, hotlineOut: PhoneOutgoing, web: Globe, hall: Store, field: Wrench, sms: MessageSquareText,
};
const tones: Readonly<Record<StatusWord, Tone>> = { open: 'amber', inProgress: 'accent', completed: 'neutral' };

/** The contact going on now, shown first and filled. */
export interface NowRow {
  readonly at: number;
  readonly direction: 'inbound' | 'outbound';
  /** What it is about, once something is written. */
  readonly title: string;
  readonly detail: string;
}

/** Contacts newest first, 44 px each; the present one on top. */
export function Timeline({ now, rows }: { readonly now: NowRow | null; readonly rows: readonly TimelineRow[] }) {
  const { t } = useTranslation('contact');
  const today = useFromNow(formatDate);
  const dateOf = (at: number): string => (formatDate(at) === today ? t('timeline.today', { time: formatTime(at) }) : `${formatDay(at)} ${formatTime(at)}`);
  if (now === null && rows.length === 0) return <p className={styles['none']}>{t('timeline.none')}</p>;
  return (
    <ol className={styles['list']}>
      {now === null ? null : (
        <li className={styles['row']}>
          <time>{dateOf(now.at)}</time>
          <span className={styles['node']} data-now><Icon icon={now.direction === 'inbound' ? PhoneIncoming : PhoneOutgoing} size={12} /></span>
          <div className={styles['words']}><p className="wh-cut">{now.title}</p><p className={`${styles['small']} wh-cut`}>{now.detail}</p></div>
          <Tag tone="accent">{t('timeline.nowTag')}</Tag>
        </li>
      )}
      {rows.map((row) => (
        <li key={row.id} className={styles['row']}>
          <time>{dateOf(row.at)}</time>
          <span className={styles['node']}><Icon icon={icons[row.channel]} size={12} /></span>
          <div className={styles['words']}><p className="wh-cut">{row.summary}</p><p className={`${styles['small']} wh-cut`}>{t(`timeline.channel.${row.channel}`)}</p></div>
          <Tag tone={tones[row.status]}>{t(`timeline.status.${row.status}`)}</Tag>
        </li>
      ))}
    </ol>
  );
}
