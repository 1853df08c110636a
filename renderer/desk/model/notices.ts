import type { Problem } from '#shared/lib/result.ts';
import type { Slice } from './slice.ts';

export interface Notice {
  readonly key: number;
  readonly problem: Problem;
}

export interface NoticesSlice {
  /** Things to tell that belong to no field, oldest first; at most five, the oldest gives way. */
  readonly notices: readonly Notice[];
  notify(problem: Problem): void;
  dismissNotice(key: number): void;
}

const MOST = 5;

export const noticesSlice: Slice<NoticesSlice> = (set, get) => ({
  notices: [],
  notify: (problem) => {
    const rest = get().notices.filter((notice) => notice.problem.code !== problem.code);
    const key = 1 + Math.max(0, ...get().notices.map((notice) => notice.key));
    set({ notices: [...rest, { key, problem }].slice(-MOST) });
  },
  dismissNotice: (key) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.key !== key) })),
});
