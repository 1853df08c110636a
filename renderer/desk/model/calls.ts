import type { CallView, MediaView, PhoneState, RegistrationView } from '#shared/contract/phone.ts';
import type { Slice } from './slice.ts';

export interface CallLevels {
  /** Root mean square of the last 200 ms, 0–1. */
  readonly local: number;
  readonly remote: number;
}

export interface CallsSlice {
  /** Live calls, in the order they came. */
  readonly calls: readonly CallView[];
  readonly registration: RegistrationView | null;
  readonly media: MediaView | null;
  readonly levels: Readonly<Record<string, CallLevels>>;
  /** The call that ended last, for the card after it. */
  readonly lastEnded: CallView | null;
  setPhoneState(state: PhoneState): void;
  setLevels(callId: string, levels: CallLevels): void;
  setEnded(call: CallView): void;
}

export const callsSlice: Slice<CallsSlice> = (set, get) => ({
  calls: [],
  registration: null,
  media: null,
  levels: {},
  lastEnded: null,
  setPhoneState: ({ calls, registration, media }) => {
    const before = get().calls;
    const live = calls.filter((call) => call.phase !== 'ended');
    const levels = Object.fromEntries(Object.entries(get().levels).filter(([id]) => live.some((call) => call.id === id)));
    set({ calls: live, registration, media, levels });
    get().followCalls(before);
  },
  setLevels: (callId, levels) => {
    if (get().calls.some((call) => call.id === callId)) set((state) => ({ levels: { ...state.levels, [callId]: levels } }));
  },
  setEnded: (call) => set({ lastEnded: call }),
});
