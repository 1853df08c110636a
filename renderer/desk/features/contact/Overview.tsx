import { ClockFading } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView, ProfileView } from '#shared/contract/desk.ts';
import { Icon } from '../../ui/Icon.tsx';
import { formatTime } from '../../ui/time.ts';
import { Facts } from './Facts.tsx';
import { ProductList } from './ProductList.tsx';
import { spendOf } from './spend.ts';
import { SpendChart } from './SpendChart.tsx';
import { TicketCard } from './TicketCard.tsx';
import { Timeline, type NowRow } from './Timeline.tsx';
import { timelineOf } from './timeline.ts';
import type { CustomerViewName } from './ViewTabs.tsx';
import styles from './Overview.module.css';

interface Props {
  readonly customer: CustomerView;
  readonly profile: ProfileView | null;
  /** `product:<id>` the draft is about; null until one is chosen. */
  readonly faultyId: string | null;
  readonly callerNumber: string | null;
  readonly offline: boolean;
  readonly now: NowRow | null;
  onGo(view: CustomerViewName): void;
}

/** Timeline rows that fit; the rest is behind 全部. */
const TIMELINE_ROWS = 10;

/** What one needs in the first five seconds, above the fold. */
export function Overview({ customer, profile, faultyId, callerNumber, offline, now, onGo }: Props) {
  const { t } = useTranslation('contact');
  const product = customer.products.find((candidate) => candidate.id === faultyId) ?? customer.products[0] ?? null;
  const spend = profile === null ? null : spendOf(profile.bills);
  const rows = profile === null ? [] : timelineOf(profile.interactions);
  const noProfile = <p className={styles['none']}>{t(offline ? 'profile.offline' : 'profile.loading')}</p>;
  return (
    <div className={styles['overview']}>
      <Facts
        customer={customer} profile={profile} product={product} isFaulty={faultyId !== null && product?.id === faultyId}
        callerNumber={callerNumber} offline={offline}
      />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Section
            title={<>{t('tickets.open')} {customer.openTickets.length}</>} note={customer.closedTickets > 0 ? t('tickets.closed', { n: customer.closedTickets }) : null}
            end={offline ? <span className={styles['stale']}><Icon icon={ClockFading} size={14} />{formatTime(customer.asOf)}</span> : null}
          >
            {customer.openTickets.length === 0
              ? <p className={styles['none']}>{t('tickets.none')}</p>
              : customer.openTickets.slice(0, 2).map((ticket) => <TicketCard key={ticket.id} ticket={ticket} />)}
            {customer.openTickets.length > 2 ? <More onClick={() => onGo('tickets')}>{t('timeline.all', { n: customer.openTickets.length })}</More> : null}
          </Section>
          <Section title={t('timeline.title')} end={rows.length > 0 ? <More onClick={() => onGo('interactions')}>{t('timeline.all', { n: rows.length })}</More> : null}>
            {profile === null && now === null ? noProfile : <Timeline now={now} rows={rows.slice(0, TIMELINE_ROWS)} />}
            {profile === null && now !== null ? noProfile : null}
          </Section>
        </div>
        <div className={styles['column']}>
          <Section title={t('bills.title')}>
            {profile === null ? noProfile : spend === null ? <p className={styles['none']}>{t('bills.none')}</p> : <SpendChart spend={spend} />}
          </Section>
          <Section title={t('products.title')} end={<More onClick={() => onGo('products')}>{t('products.all', { n: customer.products.length })}</More>}>
            <ProductList products={customer.products.slice(0, 5)} faultyId={faultyId} />
          </Section>
        </div>
      </div>
    </div>
  );
}

function Section({ title, note = null, end = null, children }: { readonly title: ReactNode; readonly note?: string | null; readonly end?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles['section']}>
      <header className={styles['title']}><h2>{title}</h2>{note === null ? null : <span>{note}</span>}<span className={styles['end']}>{end}</span></header>
      {children}
    </section>
  );
}

function More({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return <button type="button" className={styles['more']} onClick={onClick}>{children}</button>;
}
