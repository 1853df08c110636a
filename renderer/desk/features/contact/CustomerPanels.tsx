import { CalendarClock, CloudOff, ReceiptText, ShoppingBag, Ticket } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CustomerView, ProfileView } from '#shared/contract/desk.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatDate, formatFen } from '../../ui/time.ts';
import { useWhen } from '../../ui/when.ts';
import { spendOf } from './spend.ts';
import { SpendChart } from './SpendChart.tsx';
import { TicketCard } from './TicketCard.tsx';
import { Timeline, type NowRow } from './Timeline.tsx';
import { timelineOf } from './timeline.ts';
import styles from './CustomerPanels.module.css';

/** Products as a table, the account below it. */
export function ProductsPanel({ customer, profile, faultyId }: { readonly customer: CustomerView; readonly profile: ProfileView | null; readonly faultyId: string | null }) {
  const { t } = useTranslation(['contact', 'codes']);
  return (
    <div className={styles['panel']}>
      {customer.products.length === 0 ? <EmptyState icon={ShoppingBag} title={t('products.none')} /> : (
        <table className={styles['table']}>
          <thead><tr><th>{t('products.name')}</th><th>{t('products.number')}</th><th>{t('products.rate')}</th><th>{t('products.status')}</th></tr></thead>
          <tbody>
            {customer.products.map((product) => (
              <tr key={product.id} data-current={product.id === faultyId}>
                <td>{product.name}<small>{t(`codes:serviceKind.${product.kind}`)}</small></td>
                <td>{product.maskedNumber}</td>
                <td>{product.rateMbps === null ? t('facts.none') : t('facts.rateValue', { n: product.rateMbps })}</td>
                <td data-bad={product.status !== 'active'}>{product.status === 'active' ? t('products.normal') : t(`products.${product.status}`)}{product.id === faultyId ? ` · ${t('products.thisFault')}` : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>{t('products.account')}</h2>
      <dl className={styles['pairs']}>
        <div><dt>{t('facts.accountNo')}</dt><dd>{customer.maskedAccountNo}</dd></div>
        <div><dt>{t('facts.plan')}</dt><dd>{customer.planName}</dd></div>
        <div><dt>{t('facts.since')}</dt><dd>{formatDate(customer.since)}</dd></div>
        <div><dt>{t('facts.account')}</dt><dd data-bad={customer.arrearsFen > 0}>{customer.arrearsFen > 0 ? t('facts.owes', { money: formatFen(customer.arrearsFen) }) : t('facts.noArrears')}{customer.suspended ? t('facts.suspended') : ''}</dd></div>
        <div><dt>{t('facts.contract')}</dt><dd>{profile === null ? t('facts.notLoaded') : profile.contractUntil === null ? t('facts.noContract') : t('facts.contractUntil', { date: formatDate(profile.contractUntil) })}</dd></div>
        <div><dt>{t('facts.credit')}</dt><dd>{profile === null ? t('facts.notLoaded') : profile.creditScore === null ? t('facts.none') : t('facts.creditValue', { n: profile.creditScore })}</dd></div>
      </dl>
    </div>
  );
}

export function TicketsPanel({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('contact');
  return (
    <div className={styles['panel']}>
      {customer.openTickets.length === 0
        ? <EmptyState icon={Ticket} title={t('tickets.none')}>{customer.closedTickets > 0 ? t('tickets.closed', { n: customer.closedTickets }) : undefined}</EmptyState>
        : customer.openTickets.map((ticket) => <TicketCard key={ticket.id} ticket={ticket} />)}
      {customer.openTickets.length > 0 && customer.closedTickets > 0 ? <p className={styles['note']}>{t('tickets.closed', { n: customer.closedTickets })}</p> : null}
    </div>
  );
}

/** The part of the 360 view only the hub has: away, being fetched, or kept here for a while. */
function LeaseNote({ profile }: { readonly profile: ProfileView }) {
  const { t } = useTranslation('contact');
  const when = useWhen();
  return <p className={styles['note']}>{t('profile.heldUntil', { time: when(profile.leaseUntil) })}</p>;
}

function NoProfile({ offline }: { readonly offline: boolean }) {
  const { t } = useTranslation('contact');
  return <EmptyState icon={offline ? CloudOff : CalendarClock} title={t(offline ? 'profile.offline' : 'profile.loading')} />;
}

export function InteractionsPanel({ profile, offline, now }: { readonly profile: ProfileView | null; readonly offline: boolean; readonly now: NowRow | null }) {
  if (profile === null) return <div className={styles['panel']}>{now === null ? null : <Timeline now={now} rows={[]} />}<NoProfile offline={offline} /></div>;
  return <div className={styles['panel']}><Timeline now={now} rows={timelineOf(profile.interactions)} />{offline ? <LeaseNote profile={profile} /> : null}</div>;
}

export function BillsPanel({ profile, offline }: { readonly profile: ProfileView | null; readonly offline: boolean }) {
  const { t } = useTranslation('contact');
  if (profile === null) return <div className={styles['panel']}><NoProfile offline={offline} /></div>;
  const spend = spendOf(profile.bills);
  if (spend === null) return <div className={styles['panel']}><EmptyState icon={ReceiptText} title={t('bills.none')} /></div>;
  const compare = (fen: number): string => {
    const off = Math.round(((fen - spend.averageFen) / Math.max(1, spend.averageFen)) * 100);
    return off === 0 ? t('bills.level') : `${off > 0 ? '+' : '\u2212'}${Math.abs(off)}%`;
  };
  return (
    <div className={styles['panel']}>
      <SpendChart spend={spend} />
      <table className={styles['table']}>
        <thead><tr><th>{t('bills.month')}</th><th className={styles['number']}>{t('bills.amount')}</th><th className={styles['number']}>{t('bills.compare')}</th></tr></thead>
        <tbody>
          {spend.bars.toReversed().map((bar) => (
            <tr key={bar.month}><td>{bar.month}</td><td className={styles['number']}>{formatFen(bar.amountFen)}</td><td className={styles['number']}>{compare(bar.amountFen)}</td></tr>
          ))}
        </tbody>
      </table>
      {offline ? <LeaseNote profile={profile} /> : null}
    </div>
  );
}
