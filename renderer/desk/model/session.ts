import type { AgentStateView, SessionView } from '#shared/contract/desk.ts';
import type { Slice } from './slice.ts';

export interface SessionSlice {
  /** Null until the data room has told. */
  readonly session: SessionView | null;
  setSession(session: SessionView): void;
}

/** What belongs to one agent leaves the screen with that agent. */
export const sessionSlice: Slice<SessionSlice> = (set, get) => ({
  session: null,
  setSession: (session) => {
    const before = get().session;
    const agentBefore = before?.kind === 'signedIn' ? before.agent.no : null;
    const agentNow = session.kind === 'signedIn' ? session.agent.no : null;
    set({ session });
    if (agentBefore !== null && agentBefore !== agentNow) get().forgetAgent();
  },
});

export interface AgentStateSlice {
  readonly agentState: AgentStateView | null;
  setAgentState(state: AgentStateView): void;
}

export const agentStateSlice: Slice<AgentStateSlice> = (set) => ({
  agentState: null,
  setAgentState: (agentState) => set({ agentState }),
});
