import type { Pop } from '#shared/contract/desk.ts';
import type { Outage } from '#shared/domain/customer.ts';
import type { Slice } from './slice.ts';

export interface PopsSlice {
  /** By call id; the newest answer of the data room for that call. */
  readonly pops: Readonly<Record<string, Pop>>;
  setPop(pop: Pop): void;
}

export const popsSlice: Slice<PopsSlice> = (set, get) => ({
  pops: {},
  setPop: (pop) => {
    set(({ pops }) => ({ pops: { ...pops, [pop.callId]: pop } }));
    get().noteContact({ callId: pop.callId });
  },
});

export interface OutagesSlice {
  readonly outages: readonly Outage[];
  setOutages(outages: readonly Outage[]): void;
}

export const outagesSlice: Slice<OutagesSlice> = (set) => ({
  outages: [],
  setOutages: (outages) => set({ outages }),
});
