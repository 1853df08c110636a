import { BellRing, Phone, Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CallView } from '#shared/contract/phone.ts';
import { useDesk } from '../../model/context.tsx';
import { activeCall } from '../../model/selectors.ts';
import type { CallActions } from '../../model/call-actions.ts';
import { keyOf } from '../../model/keys.ts';
import { Tag } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ariaKey, KeyCap } from '../../ui/KeyCap.tsx';
import { Timer } from '../../ui/Timer.tsx';
import { customerOf, numberOf } from './who.ts';
import styles from './cards.module.css';

/** Rings quietly: an outline and a halo, never the focus. `first` is the one the answer key takes. */
export function RingingCard({ call, first, actions }: { readonly call: CallView; readonly first: boolean; readonly actions: CallActions }) {
  const { t } = useTranslation(['calls', 'common', 'codes']);
  const pop = useDesk((state) => state.pops[call.id]);
  const talking = useDesk((state) => activeCall(state) !== null);
  const match = pop === undefined ? null : customerOf(pop);
  const who = match !== null ? match.customer.maskedName
    : pop?.result.kind === 'several' ? t('ring.several', { count: pop.result.total })
    : call.remote.trunk ? t('ring.switchboard')
    // Nobody is called unregistered before the look-up, nor for hiding the number.
    : pop === undefined || numberOf(call) === null ? null : t('ring.unknown');
  const words = talking ? t('ring.holdAndAnswer') : t('ring.answer');
  return (
    <article className={styles['ringing']} aria-label={t('ring.title')}>
      <div className={styles['line']}>
        <span className={styles['ringTitle']}><Icon icon={BellRing} size={14} />{t('ring.title')} <Timer since={call.startedAt} form="short" /></span>
        {call.headers.waitSeconds === null ? null : <span className={styles['aside']}>{t('ring.waited', { seconds: call.headers.waitSeconds })}</span>}
      </div>
      <div className={styles['line']}>
        <b className={styles['number']}>{numberOf(call) ?? t('common:noNumber')}</b>
        {match === null ? null : <Tag><Star aria-hidden size={12} fill="currentColor" />{t('ring.tag', { stars: match.customer.stars, segment: t(`codes:segmentShort.${match.customer.segment}`) })}</Tag>}
      </div>
      <div className={`${styles['who']} wh-cut`}>{[who, call.headers.queue].filter((part) => part !== null && part !== '').join(' · ')}</div>
      <div className={styles['answers']}>
        <button type="button" className={styles['answer']} disabled={call.busy} aria-keyshortcuts={first ? ariaKey(keyOf('call.answer')) : undefined} onClick={() => actions.answer(call.id)}>
          <Icon icon={Phone} />{words}{first ? <KeyCap keys={keyOf('call.answer')} on="fill" /> : null}
        </button>
        <button type="button" className={styles['plain']} onClick={() => actions.reject(call.id)}>{t('ring.reject')}</button>
      </div>
    </article>
  );
}
