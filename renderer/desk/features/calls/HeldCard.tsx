import { CirclePause, ClockAlert } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallView } from '#shared/contract/phone.ts';
import type { CallActions } from '../../model/call-actions.ts';
import { useDesk } from '../../model/context.tsx';
import { keyOf } from '../../model/keys.ts';
import { activeCall } from '../../model/selectors.ts';
import { useFromNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ariaKey, KeyCap } from '../../ui/KeyCap.tsx';
import { Timer } from '../../ui/Timer.tsx';
import { nameOf, numberOf } from './who.ts';
import styles from './cards.module.css';

/** A customer who waits on hold longer than this should not go unnoticed. */
const LONG_HOLD_MS = 60_000;

export function HeldCard({ call, first, actions }: { readonly call: CallView; readonly first: boolean; readonly actions: CallActions }) {
  const { t } = useTranslation(['calls', 'common']);
  const pop = useDesk((state) => state.pops[call.id]);
  const swapping = useDesk((state) => activeCall(state) !== null);
  const since = call.heldSince ?? call.startedAt;
  const long = useFromNow(useCallback((now: number) => now - since > LONG_HOLD_MS, [since]));
  return (
    <article className={styles['held']} aria-label={t('held')}>
      <Icon icon={CirclePause} className={styles['heldIcon']} />
      <div className={styles['heldWho']}>
        <span className="wh-cut"><b>{numberOf(call) ?? t('common:noNumber')}</b> {nameOf(pop)}</span>
        <small data-long={long}>{long ? <Icon icon={ClockAlert} size={12} /> : null}{t('held')} <Timer since={since} /></small>
      </div>
      <button type="button" className={styles['plain']} disabled={call.busy} aria-keyshortcuts={first ? ariaKey(keyOf('call.hold')) : undefined} onClick={() => actions.takeBack(call.id)}>
        {swapping ? t('swap') : t('take')}{first ? <KeyCap keys={keyOf('call.hold')} /> : null}
      </button>
    </article>
  );
}
