import type { StateCreator } from 'zustand/vanilla';
import type { DeskState } from './store.ts';

/** One feature area of the store: plain snapshots and the actions that replace them. */
export type Slice<T> = StateCreator<DeskState, [], [], T>;
