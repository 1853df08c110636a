import type { Prefs } from '#shared/contract/shell.ts';
import type { Slice } from './slice.ts';

export interface PrefsSlice {
  readonly prefs: Prefs;
  setPrefs(prefs: Prefs): void;
}

export const prefsSlice: Slice<PrefsSlice> = (set) => ({
  prefs: { language: 'zh-CN', theme: 'system' },
  setPrefs: (prefs) => set({ prefs }),
});
