import type { AgentStateName, BusyReason } from '#shared/domain/agent.ts';
import type { KeyId } from './keys.ts';
import type { DeskPorts } from './ports.ts';
import type { DeskStore } from './store.ts';

/** States an agent may choose, in the order of their keys. 示忙 asks for a reason. */
export type ChosenState = Extract<AgentStateName, 'ready' | 'busy' | 'break'>;
export const agentChoices: readonly { readonly state: ChosenState; readonly key: KeyId }[] = [
  { state: 'ready', key: 'state.ready' },
  { state: 'busy', key: 'state.busy' },
  { state: 'break', key: 'state.break' },
];

/** In the order of their digits. */
export const busyReasons: readonly BusyReason[] = ['paperwork', 'system', 'lead', 'equipment', 'other'];

/** Chooses now, or during a call for after it; a refusal is told as a notice. */
export async function chooseAgentState(store: DeskStore, { data }: Pick<DeskPorts, 'data'>, state: ChosenState, reason: BusyReason | null): Promise<void> {
  const result = await data.call('agent.setState', { state, reason });
  if (result.ok) store.getState().setAgentState(result.value);
  else store.getState().notify(result.problem);
}
