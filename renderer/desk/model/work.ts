import type { DraftView, OutboxRow, RecentCall, ShiftView, TicketRow } from '#shared/contract/desk.ts';
import type { Slice } from './slice.ts';

export interface DraftsSlice {
  /** By draft id, which becomes the ticket's id. */
  readonly drafts: Readonly<Record<string, DraftView>>;
  setDraft(draft: DraftView): void;
  dropDraft(id: string): void;
}

export const draftsSlice: Slice<DraftsSlice> = (set, get) => ({
  drafts: {},
  setDraft: (draft) => {
    set(({ drafts }) => ({ drafts: { ...drafts, [draft.id]: draft } }));
    get().noteContact({ callId: draft.callId, draftId: draft.id, customerId: draft.customerId });
  },
  dropDraft: (id) => {
    const { [id]: _, ...drafts } = get().drafts;
    set({ drafts });
    get().draftLeft(id);
  },
});

export interface TicketsSlice {
  /** By ticket id: the agent's own and open ones the data room has sent. */
  readonly tickets: Readonly<Record<string, TicketRow>>;
  setTickets(rows: readonly TicketRow[]): void;
  setTicket(row: TicketRow): void;
}

export const ticketsSlice: Slice<TicketsSlice> = (set) => ({
  tickets: {},
  setTickets: (rows) => set({ tickets: Object.fromEntries(rows.map((row) => [row.id, row])) }),
  setTicket: (row) => set(({ tickets }) => ({ tickets: { ...tickets, [row.id]: row } })),
});

export interface OutboxSlice {
  readonly outbox: readonly OutboxRow[];
  setOutbox(rows: readonly OutboxRow[]): void;
}

export const outboxSlice: Slice<OutboxSlice> = (set) => ({
  outbox: [],
  setOutbox: (outbox) => set({ outbox }),
});

export interface RecentCallsSlice {
  /** Newest first. */
  readonly recentCalls: readonly RecentCall[];
  setRecentCalls(rows: readonly RecentCall[]): void;
}

export const recentCallsSlice: Slice<RecentCallsSlice> = (set) => ({
  recentCalls: [],
  setRecentCalls: (recentCalls) => set({ recentCalls }),
});

export interface ShiftSlice {
  readonly shift: ShiftView | null;
  setShift(shift: ShiftView): void;
}

export const shiftSlice: Slice<ShiftSlice> = (set) => ({
  shift: null,
  setShift: (shift) => set({ shift }),
});
