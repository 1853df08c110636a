import type { HealthView } from '#shared/contract/desk.ts';
import type { Slice } from './slice.ts';

export interface HealthSlice {
  /** Null until the data room has told. */
  readonly health: HealthView | null;
  setHealth(health: HealthView): void;
}

export const healthSlice: Slice<HealthSlice> = (set) => ({
  health: null,
  setHealth: (health) => set({ health }),
});
