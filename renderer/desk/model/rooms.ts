import type { ShellInfo } from '#shared/contract/shell.ts';
import type { Slice } from './slice.ts';

/** `waiting`: the door is asked for; `open`; `restarting`: it closed and a new one is on its way. */
export type RoomState = 'waiting' | 'open' | 'restarting';
export type RoomName = 'data' | 'phone';

export interface RoomsSlice {
  readonly rooms: Readonly<Record<RoomName, RoomState>>;
  readonly shell: ShellInfo | null;
  /** The person closes the window during a call or with unsent work, and waits for our question. */
  readonly closeAsked: { readonly inCall: boolean } | null;
  setRoom(room: RoomName, state: RoomState): void;
  setShell(info: ShellInfo): void;
  setCloseAsked(asked: { readonly inCall: boolean } | null): void;
}

export const roomsSlice: Slice<RoomsSlice> = (set) => ({
  rooms: { data: 'waiting', phone: 'waiting' },
  shell: null,
  closeAsked: null,
  setRoom: (room, state) => set(({ rooms }) => ({ rooms: { ...rooms, [room]: state } })),
  setShell: (shell) => set({ shell, prefs: shell.prefs }),
  setCloseAsked: (closeAsked) => set({ closeAsked }),
});
