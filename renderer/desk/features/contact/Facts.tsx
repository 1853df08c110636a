import { RadioTower } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView, ProfileView } from '#shared/contract/desk.ts';
import { Icon } from '../../ui/Icon.tsx';
import { formatDate, formatFen } from '../../ui/time.ts';
import { openOutages } from './badges.ts';
import styles from './Facts.module.css';

type Product = CustomerView['products'][number];

interface Props {
  readonly customer: CustomerView;
  readonly profile: ProfileView | null;
  /** The product the fault is about, else the one they are known by. */
  readonly product: Product | null;
  readonly isFaulty: boolean;
  readonly callerNumber: string | null;
  /** While the hub is away the third row (what only the hub knows) is left out at narrow widths. */
  readonly offline: boolean;
}

/** What an agent looks for first, always in the same place. */
export function Facts({ customer, profile, product, isFaulty, callerNumber, offline }: Props) {
  const { t } = useTranslation('contact');
  const out = openOutages(customer).length > 0;
  const access = [customer.oltCode, customer.ponPort === null ? null : `PON ${customer.ponPort}`].filter((part) => part !== null).join(' · ');
  return (
    <dl className={styles['facts']} aria-label={t('facts.label')} data-offline={offline}>
      <Fact label={t(isFaulty ? 'facts.fault' : 'facts.main')}>{product === null ? t('facts.none') : `${product.name.split(' ')[0] ?? product.name} ${product.maskedNumber}`}</Fact>
      <Fact label={t('facts.plan')}>{customer.planName}</Fact>
      <Fact label={t('facts.rate')}>{product?.rateMbps == null ? t('facts.none') : t('facts.rateValue', { n: product.rateMbps })}</Fact>
      <Fact label={t('facts.address')}>{customer.maskedAddress} · {t(`settlement.${customer.settlement}`)}</Fact>
      <Fact label={t('facts.access')} id="contact-evidence-outage">
        {access === '' ? t('facts.none') : access}{out ? <span className={styles['out']} title={t('badge.outage')}><Icon icon={RadioTower} size={16} /><span className="wh-sr">{t('badge.outage')}</span></span> : null}
      </Fact>
      <Fact label={t('facts.grid')}>{customer.gridCode}</Fact>
      <Fact label={t('facts.contract')} row={3}>
        {profile === null ? <i>{t('facts.notLoaded')}</i> : profile.contractUntil === null ? t('facts.noContract') : t('facts.contractUntil', { date: formatDate(profile.contractUntil) })}
      </Fact>
      <Fact label={t('facts.account')} row={3} id="contact-evidence-account">
        {customer.arrearsFen > 0 ? <b className={styles['owes']}>{t('facts.owes', { money: formatFen(customer.arrearsFen) })}</b> : t('facts.noArrears')}
        {customer.suspended ? <b className={styles['owes']}>{t('facts.suspended')}</b> : customer.arrearsFen > 0 ? t('facts.running') : null}
      </Fact>
      <Fact label={t('facts.credit')} row={3}>
        {profile === null ? <i>{t('facts.notLoaded')}</i> : profile.creditScore === null ? t('facts.none') : t('facts.creditValue', { n: profile.creditScore })}
      </Fact>
      <Fact label={t('facts.accountNo')} wide>{customer.maskedAccountNo}</Fact>
      <Fact label={t('facts.callerNumber')} wide>{callerNumber ?? t('facts.none')}</Fact>
      <Fact label={t('facts.since')} wide>{formatDate(customer.since)}</Fact>
    </dl>
  );
}

/** `wide` facts stand only at 1600 px and more; `row={3}` ones give way to the offline bar at narrow widths. */
function Fact({ label, children, wide = false, row, id }: { readonly label: string; readonly children: ReactNode; readonly wide?: boolean; readonly row?: number; readonly id?: string }) {
  return (
    <div className={styles['fact']} data-wide={wide} data-row={row} id={id}>
      <dt>{label}</dt>
      <dd className="wh-cut">{children}</dd>
    </div>
  );
}
