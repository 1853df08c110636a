import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { KeyId, KeyRegistry } from './keys.ts';
import type { DeskPorts } from './ports.ts';
import type { DeskState, DeskStore } from './store.ts';

/** What the app hands to the features. */
export interface DeskContext {
  readonly store: DeskStore;
  readonly ports: DeskPorts;
  readonly keys: KeyRegistry;
}

const Context = createContext<DeskContext | null>(null);

export function DeskProvider({ value, children }: { readonly value: DeskContext; readonly children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

function useContextValue(): DeskContext {
  const value = useContext(Context);
  if (value === null) throw new Error('DeskProvider is missing');
  return value;
}

/** A part of the state; renders when it changes. Select stable references, or wrap the selector in `useShallow`. */
export function useDesk<T>(selector: (state: DeskState) => T): T {
  return useStore(useContextValue().store, selector);
}

/** The store itself, for actions and for reading inside event handlers. */
export function useDeskStore(): DeskStore {
  return useContextValue().store;
}

export function usePorts(): DeskPorts {
  return useContextValue().ports;
}

/** Takes a key of the key map while the component stands. Return `false` to pass it on. */
export function useKey(id: KeyId, handler: () => boolean | void): void {
  const { keys } = useContextValue();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => keys.register(id, () => latest.current()), [keys, id]);
}
