import { RadioTower } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outage } from '#shared/domain/customer.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { useDesk } from '../../model/context.tsx';
import { useFromNow, useNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatDay, formatDuration, formatTime, isSameDay } from '../../ui/time.ts';
import { FirstSync } from './FirstSync.tsx';
import { partOfDay } from './greeting.ts';
import { OpenTickets } from './OpenTickets.tsx';
import styles from './TodayPage.module.css';

function Greeting({ name }: { readonly name: string }) {
  const { t, i18n } = useTranslation('idle');
  const part = useFromNow(partOfDay);
  const language = languageOf(i18n);
  const day = useFromNow(useCallback((now: number) => {
    const date = new Date(now);
    const weekday = date.toLocaleDateString(language, { weekday: 'short' });
    return language === 'en'
      ? `${weekday} ${date.getDate()} ${date.toLocaleDateString(language, { month: 'long' })}`
      : `${date.getMonth() + 1} 月 ${date.getDate()} 日 ${weekday}`;
  }, [language]));
  return <header className={styles['greeting']}><h1>{t(`greeting.${part}`, { name })}</h1><span>{day}</span></header>;
}

function Figures() {
  const { t } = useTranslation('idle');
  const shift = useDesk((state) => state.shift);
  const pending = useDesk((state) => state.health?.sync.pending ?? 0);
  if (shift === null) return null;
  const time = (ms: number | null): string => (ms === null ? '—' : formatDuration(ms, 'short'));
  const figures = [
    [t('figures.answered'), t('figures.answeredValue', { count: shift.answered }), t('figures.here')],
    [t('figures.averageTalk'), time(shift.averageTalkMs), t('figures.here')],
    [t('figures.averageAcw'), time(shift.averageAcwMs), t('figures.here')],
    [t('figures.tickets'), t('figures.ticketsValue', { count: shift.ticketsTaken }), t('figures.waiting', { count: pending })],
  ] as const;
  return (
    <dl className={styles['figures']} aria-label={t('figures.label')}>
      {figures.map(([label, value, note]) => <div key={label}><dt>{label}</dt><dd>{value}</dd><dd className={styles['note']}>{note}</dd></div>)}
    </dl>
  );
}

function OutageRow({ outage, now }: { readonly outage: Outage; readonly now: number }) {
  const { t } = useTranslation('idle');
  const when = (at: number): string => (isSameDay(at, now) ? formatTime(at) : `${formatDay(at)} ${formatTime(at)}`);
  return (
    <li className={styles['outage']}>
      <Icon icon={RadioTower} />
      <div>
        <p><b>{outage.title}</b> · {outage.expectedEnd === null ? t('outages.unknownEnd') : t('outages.expected', { time: when(outage.expectedEnd) })}</p>
        <small>{[outage.cause, t('outages.affected', { count: outage.affectedServices }), t(`outages.status.${outage.status}`)].join(' · ')}</small>
      </div>
      <time>{when(outage.since)}</time>
    </li>
  );
}

function Outages() {
  const { t } = useTranslation('idle');
  const outages = useDesk((state) => state.outages);
  const now = useNow();
  return (
    <section aria-labelledby="outages-title">
      <header className={styles['head']}><h2 id="outages-title">{t('outages.title')}</h2>{outages.length === 0 ? null : <span>{t('outages.count', { count: outages.length })}</span>}</header>
      {outages.length === 0 ? <p className={styles['none']}>{t('outages.empty')}</p> : <ul className="wh-scroll">{outages.map((outage) => <OutageRow key={outage.id} outage={outage} now={now} />)}</ul>}
    </section>
  );
}

/** 今天: between calls. No charts, no cards; what is empty stays empty. */
export function TodayPage() {
  const session = useDesk((state) => state.session);
  const firstSync = useDesk((state) => state.health?.sync.firstSync ?? null);
  if (session?.kind !== 'signedIn') return null;
  return (
    <div className={styles['page']}>
      <Greeting name={session.agent.name} />
      {firstSync === null ? null : <FirstSync done={firstSync.done} total={firstSync.total} />}
      <Figures />
      <div className={styles['columns']}><OpenTickets /><Outages /></div>
    </div>
  );
}
