import { ClockFading, Link2, RadioTower, X } from 'lucide-react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { outagesFor } from '#shared/domain/overlap.ts';
import type { Outage } from '#shared/domain/customer.ts';
import { useDesk } from '../../model/context.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatTime } from '../../ui/time.ts';
import { useShortWhen } from '../../ui/when.ts';
import type { Form } from './form.ts';
import styles from './sections.module.css';

/** A known outage that may explain the fault, with its evidence. Linked by the agent only, and unlinked as easily. */
export function OutageBanner({ form }: { readonly form: Form }) {
  const outages = useDesk((state) => state.outages);
  const { fault, linkedOutage } = form;
  const matches = outagesFor({ oltCode: fault.oltCode, gridCode: fault.gridCode, serviceKind: fault.serviceKind }, outages).map((match) => match.outage);
  const outage = linkedOutage ?? matches[0];
  if (outage === undefined) return null;
  return <OneOutage form={form} outage={outage} more={matches.filter((other) => other.id !== outage.id).length} />;
}

function OneOutage({ form, outage, more }: { readonly form: Form; readonly outage: Outage; readonly more: number }) {
  const { t } = useTranslation('intake');
  const when = useShortWhen();
  const { away, dataAsOf, edit } = form;
  const linked = form.fault.serviceProblemId === outage.id;
  const action = linked
    ? (
      <button type="button" className={styles['linked']} title={t('outage.undo')} onClick={() => edit({ serviceProblemId: null })}>
        <Icon icon={Link2} size={12} />{t('outage.linked')}<Icon icon={X} size={12} /><span className="wh-sr">{t('outage.undo')}</span>
      </button>
    )
    : <Button size="small" onClick={() => edit({ serviceProblemId: outage.id })}>{t(away ? 'outage.linkAnyway' : 'outage.link')}</Button>;
  return (
    <section aria-label={t('outage.region')}>
      <Banner
        tone="amber" icon={away ? ClockFading : RadioTower} action={action}
        title={
          <>
            <b>{outage.title}</b>
            {' · '}
            {away && dataAsOf !== null
              ? t('outage.stale', { time: formatTime(dataAsOf) })
              : outage.expectedEnd === null ? t('outage.noEnd') : t('outage.expected', { time: when(outage.expectedEnd) })}
          </>
        }
      >
        {away ? t('outage.staleHint') : t('outage.facts', { since: when(outage.since), n: outage.affectedServices, status: t(`outage.status.${outage.status}`) })}
        {more > 0 ? ` · ${t('outage.more', { n: more })}` : ''}
      </Banner>
    </section>
  );
}
