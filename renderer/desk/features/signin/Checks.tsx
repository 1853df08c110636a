import { HardDrive, Headphones, Phone, Server, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '#shared/contract/errors.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { useDesk } from '../../model/context.tsx';
import { useNow } from '../../ui/clock.tsx';
import { lightIcons } from '../../ui/HealthLight.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatTime } from '../../ui/time.ts';
import { Timer } from '../../ui/Timer.tsx';
import { dataCheck, hubCheck, microphoneCheck, phoneCheck, type CheckResult } from './checks.ts';
import styles from './Checks.module.css';

function Row({ icon, name, check, children }: { readonly icon: LucideIcon; readonly name: string; readonly check: CheckResult; readonly children: ReactNode }) {
  const { t } = useTranslation('signin');
  return (
    <li className={styles['row']} data-level={check.level}>
      <Icon icon={icon} /><span>{name}</span><small className="wh-cut">{children}</small>
      <span className={styles['mark']} role="img" aria-label={t(`check.${check.level}`)}><Icon icon={lightIcons[check.level]} /></span>
    </li>
  );
}

function Retry({ at }: { readonly at: number }) {
  const { t } = useTranslation('signin');
  const seconds = Math.max(0, Math.ceil((at - useNow()) / 1000));
  return <>{t('check.hubRetry', { seconds })}</>;
}

/** Phone, hub, headset and local data, before a name is given. */
export function Checks() {
  const { t, i18n } = useTranslation('signin');
  const language = languageOf(i18n);
  const state = useDesk((all) => all);
  const { health, registration } = state;
  const [phone, hub, microphone, data] = [phoneCheck(state), hubCheck(state), microphoneCheck(state), dataCheck(state)];
  const asOf = health?.sync.dataAsOf ?? null;
  const values = {
    user: registration?.user ?? '',
    ms: health?.hub.kind === 'online' || health?.hub.kind === 'slow' ? health.hub.rttMs : 0,
    time: asOf === null ? '' : formatTime(asOf, data.word === 'dataStale' ? 'seconds' : 'minutes'),
  };
  return (
    <ul className={styles['checks']} aria-label={t('check.label')}>
      <Row icon={Phone} name={t('check.phone')} check={phone}>
        {phone.word !== null ? t(`check.${phone.word}`, values) : registration?.code == null ? null : describeProblem({ code: registration.code, params: { status: registration.status ?? '' } }, language)}
      </Row>
      <Row icon={Server} name={t('check.hub')} check={hub}>
        {health?.hub.kind === 'offline'
          ? <>{t('check.hubOffline')}<Timer since={health.hub.since} form="short" />{health.hub.nextRetryAt === null ? null : <Retry at={health.hub.nextRetryAt} />}</>
          : hub.word === null ? null : t(`check.${hub.word}`, values)}
      </Row>
      <Row icon={Headphones} name={t('check.microphone')} check={microphone}>{microphone.word === null ? null : t(`check.${microphone.word}`, values)}</Row>
      <Row icon={HardDrive} name={t('check.data')} check={data}>
        {data.word === null
          ? (health?.store.problem == null ? null : describeProblem(health.store.problem, language))
          : t(`check.${data.word}`, values)}
      </Row>
    </ul>
  );
}
