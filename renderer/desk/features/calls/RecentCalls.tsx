import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecentCall } from '#shared/contract/desk.ts';
import { useDesk } from '../../model/context.tsx';
import { useFromNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatDay, formatTime, isSameDay } from '../../ui/time.ts';
import styles from './lists.module.css';

const Row = memo(function Row({ call }: { readonly call: RecentCall }) {
  const today = useFromNow(useCallback((now) => isSameDay(call.startedAt, now), [call.startedAt]));
  const { t } = useTranslation(['calls', 'common']);
  const answered = call.ending === 'answered' || call.ending === 'interrupted';
  const missed = call.ending === 'missed' && call.direction === 'inbound';
  const words = answered ? null : call.ending === 'missed' && call.direction === 'outbound' ? t('recent.failed') : t(`recent.${call.ending === 'missed' ? 'missed' : call.ending === 'rejected' ? 'rejected' : 'failed'}`);
  const spoken = missed ? t('recent.missedIn') : call.direction === 'inbound' ? t('recent.in') : t('recent.out');
  return (
    <li className={styles['recent']} data-missed={missed}>
      <Icon icon={missed ? PhoneMissed : call.direction === 'inbound' ? PhoneIncoming : PhoneOutgoing} size={14} />
      <span className="wh-sr">{spoken}</span>
      <span className={styles['recentNumber']}>{call.maskedNumber ?? t('common:noNumber')}</span>
      <span className={`${styles['recentName']} wh-cut`}>{words ?? call.maskedName}</span>
      <time>{today ? formatTime(call.startedAt) : formatDay(call.startedAt)}</time>
    </li>
  );
});

export const RecentCalls = memo(function RecentCalls() {
  const { t } = useTranslation('calls');
  const calls = useDesk((state) => state.recentCalls);
  return (
    <section className={styles['recents']} aria-labelledby="recent-title">
      <h3 id="recent-title">{t('recent.title')}</h3>
      {calls.length === 0 ? <p className={styles['none']}>{t('recent.empty')}</p> : <ul className="wh-scroll">{calls.map((call) => <Row key={call.id} call={call} />)}</ul>}
    </section>
  );
});
