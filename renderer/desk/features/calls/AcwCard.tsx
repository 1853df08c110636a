import { ClipboardPen, ClockAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AgentStateView } from '#shared/contract/desk.ts';
import { agentChoices, chooseAgentState } from '../../model/agent-choices.ts';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import { agentIcons } from '../../ui/agent-icons.ts';
import { useNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SegmentedGroup } from '../../ui/SegmentedGroup.tsx';
import { formatDuration } from '../../ui/time.ts';
import { Timer } from '../../ui/Timer.tsx';
import { numberOf } from './who.ts';
import styles from './cards.module.css';

/** The last stretch, shown amber. */
const WARN_MS = 10_000;

/** 话后: counts down to the state that follows; no ink, because no call is live. */
export function AcwCard({ view }: { readonly view: AgentStateView }) {
  const { t } = useTranslation(['calls', 'common', 'codes']);
  const now = useNow();
  const call = useDesk((state) => state.lastEnded);
  const store = useDeskStore();
  const ports = usePorts();
  const next = view.next?.state ?? 'ready';
  const name = t(`codes:agentState.${next}`);
  const left = view.endsAt === null ? null : Math.max(0, view.endsAt - now);
  const whole = view.endsAt === null ? null : view.endsAt - view.since;
  const warn = left !== null && left <= WARN_MS;
  const talkMs = call?.answeredAt == null || call.endedAt === null ? null : call.endedAt - call.answeredAt;
  const endWords = call?.endReason == null ? null : t(`acw.ended.${call.endReason}`);
  const choices = agentChoices.filter(({ state }) => state !== 'busy');
  const chosen = choices.find(({ state }) => state === next)?.state ?? null;
  return (
    <article className={styles['card']} aria-label={t('acw.title')}>
      <div className={styles['acwTop']}>
        <span className={styles['stateLine']}><Icon icon={warn ? ClockAlert : ClipboardPen} size={14} /><b>{t('acw.title')}</b>{t('acw.used')} <Timer since={view.since} form="short" /></span>
        {whole === null ? null : <span>{t('acw.limit', { time: formatDuration(whole, 'short') })}</span>}
      </div>
      {left === null || whole === null ? null : (
        <>
          <div className={styles['acwBig']} data-warn={warn}><span className={styles['big']}>{formatDuration(left, 'short')}</span><span>{t('acw.then')} <b>{name}</b></span></div>
          <div className={styles['bar']} data-warn={warn} aria-hidden><i style={{ transform: `scaleX(${whole === 0 ? 1 : 1 - left / whole})` }} /></div>
        </>
      )}
      {call === null ? null : (
        <div className={styles['after']}><b>{numberOf(call) ?? t('common:noNumber')}</b><small>{[talkMs === null ? null : formatDuration(talkMs), endWords].filter((part) => part !== null).join(' · ')}</small></div>
      )}
      <div className={styles['nextTitle']} id="acw-next">{t('acw.next')}</div>
      <SegmentedGroup
        labelledBy="acw-next" digits={false} value={chosen}
        segments={choices.map(({ state }) => ({ value: state, label: t(`codes:agentState.${state}`) }))}
        onChange={(state) => (state === chosen ? undefined : void chooseAgentState(store, ports, state, null))}
      />
      <button type="button" className={`${styles['plain']} ${styles['nowButton']}`} onClick={() => (next === 'ready' || next === 'busy' || next === 'break' ? void chooseAgentState(store, ports, next, view.next?.reason ?? null) : undefined)}>
        <Icon icon={agentIcons[next]} />{t('acw.now', { state: name })}
      </button>
    </article>
  );
}
