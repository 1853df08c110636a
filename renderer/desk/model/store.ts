import { createStore, type StoreApi } from 'zustand/vanilla';
import type { deskDoor } from '#shared/contract/desk.ts';
import type { CallOut } from '#shared/lib/door.ts';
import { callsSlice, type CallsSlice } from './calls.ts';
import { contactWorkSlice, type ContactWorkSlice } from './contact-work.ts';
import { outagesSlice, popsSlice, type OutagesSlice, type PopsSlice } from './customers.ts';
import { healthSlice, type HealthSlice } from './health.ts';
import { noticesSlice, type NoticesSlice } from './notices.ts';
import { prefsSlice, type PrefsSlice } from './prefs.ts';
import { roomsSlice, type RoomsSlice } from './rooms.ts';
import { agentStateSlice, sessionSlice, type AgentStateSlice, type SessionSlice } from './session.ts';
import { uiSlice, type UiSlice } from './ui.ts';
import {
  draftsSlice, outboxSlice, recentCallsSlice, shiftSlice, ticketsSlice,
  type DraftsSlice, type OutboxSlice, type RecentCallsSlice, type ShiftSlice, type TicketsSlice,
} from './work.ts';

/** The whole picture the data room gives a desk that just opened. */
export type DeskPicture = CallOut<typeof deskDoor, 'desk.attach'>;

interface AttachAction {
  /** Replaces everything that comes from the data room; tabs of what is gone close. */
  attach(picture: DeskPicture): void;
}

export type DeskState = RoomsSlice & SessionSlice & AgentStateSlice & HealthSlice & CallsSlice & PopsSlice & OutagesSlice &
  DraftsSlice & TicketsSlice & OutboxSlice & RecentCallsSlice & ShiftSlice & PrefsSlice & NoticesSlice & UiSlice & ContactWorkSlice & AttachAction;

export type DeskStore = StoreApi<DeskState>;

/** The desk's state: plain snapshots of what the rooms said, and where the person is. Knows nothing of React. */
export function createDeskStore(): DeskStore {
  return createStore<DeskState>()((...api) => {
    const [set, get] = api;
    return {
      ...roomsSlice(...api), ...sessionSlice(...api), ...agentStateSlice(...api), ...healthSlice(...api), ...callsSlice(...api),
      ...popsSlice(...api), ...outagesSlice(...api), ...draftsSlice(...api), ...ticketsSlice(...api), ...outboxSlice(...api),
      ...recentCallsSlice(...api), ...shiftSlice(...api), ...prefsSlice(...api), ...noticesSlice(...api), ...uiSlice(...api), ...contactWorkSlice(...api),
      attach: (picture) => {
        get().setSession(picture.session);
        set({
          health: picture.health, agentState: picture.agentState, outbox: picture.outbox, outages: picture.outages,
          recentCalls: picture.recentCalls, shift: picture.shift,
          tickets: Object.fromEntries(picture.tickets.map((row) => [row.id, row])),
          pops: Object.fromEntries(picture.pops.map((pop) => [pop.callId, pop])),
          drafts: Object.fromEntries(picture.drafts.map((draft) => [draft.id, draft])),
        });
        for (const pop of picture.pops) get().noteContact({ callId: pop.callId });
        for (const draft of picture.drafts) get().noteContact({ callId: draft.callId, draftId: draft.id, customerId: draft.customerId });
        get().followCalls(get().calls);
      },
    };
  });
}
