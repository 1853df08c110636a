import { useMemo, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { createCallActions } from '../../model/call-actions.ts';
import { useDesk, useDeskStore, useKey, usePorts } from '../../model/context.tsx';
import { activeCall, heldCalls, ringingCalls } from '../../model/selectors.ts';
import { AcwCard } from './AcwCard.tsx';
import { ActiveCard } from './ActiveCard.tsx';
import { DialField } from './DialField.tsx';
import { HeldCard } from './HeldCard.tsx';
import { RecentCalls } from './RecentCalls.tsx';
import { RingingCard } from './RingingCard.tsx';
import { StateCard } from './StateCard.tsx';
import styles from './CallsColumn.module.css';

/** CALLS: ringing, active, held, never reordered by time; between calls the state; below, dialling and what was. */
export function CallsColumn({ outbox }: { readonly outbox: ReactNode }) {
  const store = useDeskStore();
  const ports = usePorts();
  const actions = useMemo(() => createCallActions(store, ports), [store, ports]);
  const ringing = useDesk(useShallow(ringingCalls));
  const active = useDesk(activeCall);
  const held = useDesk(useShallow(heldCalls));
  const agentState = useDesk((state) => state.agentState);
  useKey('call.answer', () => actions.answer());
  useKey('call.hangUp', actions.hangUp);
  useKey('call.hold', actions.hold);
  useKey('call.mute', actions.mute);
  const busy = active !== null || held.length > 0;
  return (
    <div className={styles['column']}>
      {ringing.map((call, index) => <RingingCard key={call.id} call={call} first={index === 0} actions={actions} />)}
      {active === null ? null : <ActiveCard key={active.id} call={active} actions={actions} />}
      {held.map((call, index) => <HeldCard key={call.id} call={call} first={index === 0} actions={actions} />)}
      {busy ? null : agentState?.state === 'acw' ? <AcwCard view={agentState} /> : ringing.length > 0 ? null : <StateCard />}
      {outbox}
      <DialField actions={actions} />
      <RecentCalls />
    </div>
  );
}
