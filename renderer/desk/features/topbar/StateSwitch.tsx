import { BellRing, ChevronDown, CirclePause, Phone, PhoneOutgoing, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentStateView } from '#shared/contract/desk.ts';
import { agentChoices, busyReasons, chooseAgentState, type ChosenState } from '../../model/agent-choices.ts';
import { useDesk, useDeskStore, useKey, usePorts } from '../../model/context.tsx';
import { keyOf } from '../../model/keys.ts';
import { activeCall, heldCalls, ringingCalls } from '../../model/selectors.ts';
import type { DeskState } from '../../model/store.ts';
import { agentIcons } from '../../ui/agent-icons.ts';
import { ChoiceList } from '../../ui/ChoiceList.tsx';
import { useFromNow } from '../../ui/clock.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { Timer } from '../../ui/Timer.tsx';
import styles from './StateSwitch.module.css';

type Look = 'live' | 'ready' | 'plain' | 'over';

/** What the switch shows: the call first, then the state. */
interface Shown {
  readonly look: Look;
  readonly icon: LucideIcon;
  readonly word: 'talking' | 'dialing' | 'ringing' | 'held' | null;
  readonly since: number;
}

export function shownState(state: DeskState, view: AgentStateView): Shown {
  const call = activeCall(state);
  if (call !== null) {
    const talking = call.answeredAt !== null;
    return { look: 'live', icon: talking ? Phone : PhoneOutgoing, word: talking ? 'talking' : call.direction === 'outgoing' ? 'dialing' : 'ringing', since: call.answeredAt ?? call.startedAt };
  }
  const [held] = heldCalls(state);
  if (held !== undefined) return { look: 'live', icon: CirclePause, word: 'held', since: held.heldSince ?? held.startedAt };
  const [ringing] = ringingCalls(state);
  if (ringing !== undefined) return { look: 'plain', icon: BellRing, word: 'ringing', since: ringing.startedAt };
  return { look: view.state === 'ready' ? 'ready' : 'plain', icon: agentIcons[view.state], word: null, since: view.since };
}

/** Icon, word and time of the agent's state; opens the states and, for 示忙, its reasons. */
export function StateSwitch() {
  const { t } = useTranslation(['topbar', 'codes']);
  const store = useDeskStore();
  const ports = usePorts();
  const view = useDesk((state) => state.agentState);
  useDesk((state) => state.calls);
  const [open, setOpen] = useState<'no' | 'states' | 'reasons'>('no');
  const over = useFromNow((now) => view?.endsAt != null && now > view.endsAt);
  useEffect(() => {
    if (view === null) setOpen('no');
  }, [view]);
  const choose = (state: ChosenState): void => {
    if (state === 'busy') return setOpen('reasons');
    setOpen('no');
    void chooseAgentState(store, ports, state, null);
  };
  useKey('state.ready', () => choose('ready'));
  useKey('state.busy', () => choose('busy'));
  useKey('state.break', () => choose('break'));
  if (view === null) return null;
  const shown = shownState(store.getState(), view);
  const look: Look = over && shown.word === null ? 'over' : shown.look;
  const word = shown.word === null ? t(`codes:agentState.${view.state}`) : t(`state.${shown.word}`);
  const list = open === 'reasons' ? (
    <ChoiceList
      key="reasons" label={t('state.reasons')} takeFocus digits
      choices={busyReasons.map((reason, index) => ({ value: reason, label: t(`codes:busyReason.${reason}`), cap: String(index + 1) }))}
      onChoose={(reason) => {
        setOpen('no');
        void chooseAgentState(store, ports, 'busy', reason);
      }}
    />
  ) : (
    <ChoiceList
      key="states" label={t('state.choose')} takeFocus digits onChoose={choose}
      choices={agentChoices.map(({ state, key }) => ({ value: state, label: t(`codes:agentState.${state}`), icon: agentIcons[state], cap: keyOf(key).replace('+', ' ') }))}
    />
  );
  return (
    <Popup
      open={open !== 'no'} onOpenChange={(next) => setOpen(next ? 'states' : 'no')}
      content={<div className={styles['panel']}><h3>{open === 'reasons' ? t('state.reasons') : shown.word === null ? t('state.choose') : t('state.next')}</h3>{list}</div>}
    >
      <button type="button" className={styles['switch']} data-look={look} aria-haspopup="menu" aria-expanded={open !== 'no'} aria-label={`${t('state.label')} ${word}`}>
        <Icon icon={look === 'over' ? TriangleAlert : shown.icon} />
        <b>{word}</b>
        <b><Timer since={shown.since} form="short" /></b>
        {view.next === null ? null : <b className={styles['next']}>{t('state.arrow')} {t(`codes:agentState.${view.next.state}`)}</b>}
        <Icon icon={ChevronDown} size={14} className={styles['chevron']} />
      </button>
    </Popup>
  );
}
