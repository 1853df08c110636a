import { ClockFading, EyeOff, RadioTower, Repeat, Star, UserRound, UserSearch, Wallet } from 'lucide-react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#shared/contract/desk.ts';
import { Badge, Tag } from '../../ui/Chip.tsx';
import { useFromNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatFen, formatTime } from '../../ui/time.ts';
import { badgeFacts, yearsSince, type BadgeFact } from './badges.ts';
import styles from './CustomerHead.module.css';

/** Where a badge leads: the place that proves it. */
export type Evidence = 'outage' | 'account' | 'interactions';

interface Props {
  readonly customer: CustomerView;
  /** Relation of the caller to the holder, once asked; shown always when it is not the holder. */
  readonly caller: { readonly name: string | null; readonly relation: string } | null;
  /** Set while the hub is away: the age of what is shown. */
  readonly staleAt: number | null;
  onEvidence(evidence: Evidence): void;
  /** The caller is somebody else: look for another customer. Absent where nothing can be chosen (ringing). */
  readonly onOther?: (() => void) | undefined;
}

const MAX_STARS = 7;

/** Two lines: who this is, and what one must know before saying a word. */
export function CustomerHead({ customer, caller, staleAt, onEvidence, onOther }: Props) {
  const { t } = useTranslation('contact');
  const years = useFromNow((now) => yearsSince(customer.since, now));
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        <h1 className={styles['name']}>{customer.maskedName}</h1>
        <span className={styles['mask']} title={t('head.masked')}><Icon icon={EyeOff} size={16} /><span className="wh-sr">{t('head.masked')}</span></span>
        <span className={styles['stars']} role="img" aria-label={t('head.stars', { n: customer.stars })}>
          {Array.from({ length: MAX_STARS }, (_, index) => (
            <Star key={index} aria-hidden size={13} strokeWidth={0} className={styles[index < customer.stars ? 'star' : 'noStar']} fill="currentColor" />
          ))}
        </span>
        <span className={styles['plain']} aria-hidden>{t('head.stars', { n: customer.stars })}</span>
        <span className={styles['dot']} aria-hidden>·</span>
        <span className={styles['words']}>{t(`segment.${customer.segment}`)}</span>
        <span className={styles['dot']} aria-hidden>·</span>
        <span className={`${styles['words']} wh-cut`}>{years < 1 ? t('head.firstYear') : t('head.years', { n: years })}</span>
        <span className={styles['end']}>
          {onOther === undefined ? null : (
            <Button size="small" icon={<Icon icon={UserSearch} size={14} />} title={t('head.otherCustomerHint')} onClick={onOther}>{t('head.otherCustomer')}</Button>
          )}
        </span>
      </div>
      <div className={styles['line']}>
        {badgeFacts(customer).map((fact) => <FactBadge key={fact.kind} fact={fact} onEvidence={onEvidence} />)}
        <span className={styles['end']}>
          {staleAt === null ? null : (
            <span className={styles['stale']} title={t('head.staleHint', { time: formatTime(staleAt) })}>
              <Icon icon={ClockFading} size={14} />{t('head.staleAt', { time: formatTime(staleAt) })}
            </span>
          )}
          {caller === null ? null : (
            <Tag icon={UserRound}>{t('head.caller')} {caller.name === null ? null : <b>{caller.name}</b>} {caller.relation}</Tag>
          )}
        </span>
      </div>
    </header>
  );
}

function FactBadge({ fact, onEvidence }: { readonly fact: BadgeFact; onEvidence(evidence: Evidence): void }) {
  const { t } = useTranslation('contact');
  switch (fact.kind) {
    case 'outage':
      return (
        <Badge tone="amber" icon={RadioTower} noun={t('badge.outage')} onClick={() => onEvidence('outage')}>
          {t('badge.outageAt', { place: fact.place, n: fact.affected })}
        </Badge>
      );
    case 'arrears':
      return <Badge tone="red" icon={Wallet} noun={t('badge.arrears')} onClick={() => onEvidence('account')}>{formatFen(fact.fen)}</Badge>;
    case 'repeat':
      return <Badge tone="amber" icon={Repeat} noun={t('badge.repeat')} onClick={() => onEvidence('interactions')}>{t('badge.repeatIn7', { n: fact.calls })}</Badge>;
  }
}
