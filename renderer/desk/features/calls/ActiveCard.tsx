import { MicOff, Pause, PhoneIncoming, PhoneOff, PhoneOutgoing, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CallView } from '#shared/contract/phone.ts';
import type { CallActions } from '../../model/call-actions.ts';
import { useDesk } from '../../model/context.tsx';
import { keyOf, type KeyId } from '../../model/keys.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ariaKey, KeyCap } from '../../ui/KeyCap.tsx';
import { Timer } from '../../ui/Timer.tsx';
import { Levels } from './Levels.tsx';
import { nameOf, numberOf } from './who.ts';
import styles from './cards.module.css';

interface KeyProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keyId: KeyId;
  readonly pressed: boolean;
  readonly disabled: boolean;
  onPress(): void;
}

function CallKey({ icon, label, keyId, pressed, disabled, onPress }: KeyProps) {
  return (
    <button type="button" className={styles['callKey']} aria-pressed={pressed} disabled={disabled} aria-keyshortcuts={ariaKey(keyOf(keyId))} onClick={onPress}>
      <Icon icon={icon} />{label}<KeyCap keys={keyOf(keyId)} on="live" />
    </button>
  );
}

/** The one filled surface of the desk: the call one talks on. */
export function ActiveCard({ call, actions }: { readonly call: CallView; readonly actions: CallActions }) {
  const { t } = useTranslation(['calls', 'common']);
  const pop = useDesk((state) => state.pops[call.id]);
  const talking = call.phase === 'active';
  const state = call.phase === 'connecting' ? t('head.connecting') : talking ? t('head.talking') : call.phase === 'ringing' ? t('head.remoteRinging') : t('head.dialing');
  const head = [t(call.direction === 'incoming' ? 'head.incoming' : 'head.outgoing'), call.headers.queue].filter((part) => part !== null).join(' · ');
  const number = numberOf(call) ?? t('common:noNumber');
  const aside = [nameOf(pop), call.headers.waitSeconds === null ? null : t('waited', { seconds: call.headers.waitSeconds })].filter((part) => part !== null).join(' · ');
  return (
    <article className={styles['active']} aria-label={`${state} ${number}`}>
      <div className={styles['line']}>
        <span className={styles['liveHead']}><Icon icon={call.direction === 'incoming' ? PhoneIncoming : PhoneOutgoing} size={14} /><b>{state}</b><span className="wh-cut">{head}</span></span>
      </div>
      <div className={styles['line']}>
        <b className={styles['number']}>{number}</b>
        <span className={`${styles['liveAside']} wh-cut`}>{aside}</span>
      </div>
      <div className={styles['timerLine']}>
        <Timer since={call.answeredAt ?? call.startedAt} className={styles['timer']} />
        {talking ? <Levels callId={call.id} muted={call.muted} /> : null}
      </div>
      <div className={styles['keys']}>
        <CallKey icon={Pause} label={t('hold')} keyId="call.hold" pressed={false} disabled={!talking || call.busy} onPress={actions.holdCurrent} />
        <CallKey icon={MicOff} label={call.muted ? t('unmute') : t('mute')} keyId="call.mute" pressed={call.muted} disabled={!talking} onPress={actions.mute} />
      </div>
      <button type="button" className={styles['hangUp']} aria-keyshortcuts={ariaKey(keyOf('call.hangUp'))} onClick={actions.hangUp}>
        <Icon icon={PhoneOff} />{call.answeredAt === null && call.direction === 'outgoing' ? t('cancelDial') : t('hangUp')}<KeyCap keys={keyOf('call.hangUp')} on="fill" />
      </button>
    </article>
  );
}
