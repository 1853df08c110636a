import { Headset, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentChoices, busyReasons, chooseAgentState, type ChosenState } from '../../model/agent-choices.ts';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import { keyOf } from '../../model/keys.ts';
import { phoneLight } from '../../model/lights.ts';
import { agentIcons } from '../../ui/agent-icons.ts';
import { ChoiceList } from '../../ui/ChoiceList.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Timer } from '../../ui/Timer.tsx';
import styles from './cards.module.css';

/** Between calls: the state, how long, and the states one may go to. */
export function StateCard() {
  const { t } = useTranslation(['calls', 'codes']);
  const view = useDesk((state) => state.agentState);
  const phoneReady = useDesk((state) => phoneLight(state).level === 'ok');
  const store = useDeskStore();
  const ports = usePorts();
  const [asking, setAsking] = useState(false);
  if (view === null) return null;
  const about = view.state === 'ready' ? t('idle.ready') : view.state === 'break' ? t('idle.break') : view.reason === null ? t('idle.busy') : t(`codes:busyReason.${view.reason}`);
  const choose = (state: ChosenState): void => {
    if (state === 'busy') setAsking(true);
    else void chooseAgentState(store, ports, state, null);
  };
  return (
    <>
      <article className={styles['card']}>
        <div className={styles['stateLine']} data-state={view.state}>
          <Icon icon={view.state === 'ready' ? Headset : agentIcons[view.state]} /><b>{t(`codes:agentState.${view.state}`)}</b><span>{about}</span>
        </div>
        <Timer since={view.since} className={styles['big']} />
        {phoneReady ? null : <p className={styles['hint']}><Icon icon={TriangleAlert} size={14} />{t('idle.phoneDown')}</p>}
      </article>
      <article className={`${styles['card']} ${styles['choices']}`}>
        <h3 className={styles['choicesTitle']}>{asking ? t('idle.needReason') : t('idle.choose')}</h3>
        {asking ? (
          <div onKeyDown={(event) => (event.key === 'Escape' ? setAsking(false) : undefined)}>
            <ChoiceList
              key="reasons" label={t('idle.needReason')} takeFocus digits
              choices={busyReasons.map((reason, index) => ({ value: reason, label: t(`codes:busyReason.${reason}`), cap: String(index + 1) }))}
              onChoose={(reason) => {
                setAsking(false);
                void chooseAgentState(store, ports, 'busy', reason);
              }}
            />
          </div>
        ) : (
          <ChoiceList
            key="states" label={t('idle.choose')} onChoose={choose}
            choices={agentChoices.filter(({ state }) => state !== view.state || state === 'busy').map(({ state, key }) => ({
              value: state, label: t(`codes:agentState.${state}`), icon: agentIcons[state], cap: keyOf(key).replace('+', ' '),
              ...(state === 'busy' ? { note: t('idle.needReason') } : {}),
            }))}
          />
        )}
      </article>
    </>
  );
}
