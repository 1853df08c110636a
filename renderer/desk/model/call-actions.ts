import type { CallView } from '#shared/contract/phone.ts';
import type { Result } from '#shared/lib/result.ts';
import type { DeskPorts } from './ports.ts';
import { activeCall, heldCalls, ringingCalls } from './selectors.ts';
import type { DeskStore } from './store.ts';

/** What the call keys and buttons do; each answers whether there was anything to do. Refusals are told as notices. */
export interface CallActions {
  /** The first ringing call, or this one. A call being talked on is put on hold first. */
  answer(callId?: string): boolean;
  reject(callId: string): boolean;
  /** The current leg only: never a held call, never one that rings. */
  hangUp(): boolean;
  /** Holds the current call; with a held one besides, swaps; with held ones only, takes the first back. */
  hold(): boolean;
  /** Holds the current call and leaves held ones as they are. */
  holdCurrent(): boolean;
  /** Takes this held call back, holding the current one first. */
  takeBack(callId: string): boolean;
  mute(): boolean;
  dial(number: string): Promise<boolean>;
}

export function createCallActions(store: DeskStore, { phone }: Pick<DeskPorts, 'phone'>): CallActions {
  const tell = <T>(result: Result<T>): result is Result<T> & { readonly ok: true } => {
    if (!result.ok) store.getState().notify(result.problem);
    return result.ok;
  };
  const act = async (name: 'answer' | 'reject' | 'hangUp' | 'hold' | 'resume' | 'mute' | 'unmute', call: CallView): Promise<boolean> =>
    tell(await phone.call(name, { callId: call.id }));
  /** The line is free for another call; false when the current one would not be held. */
  const freeLine = async (): Promise<boolean> => {
    const current = activeCall(store.getState());
    return current === null || (await act('hold', current));
  };
  const takeBack = (call: CallView | undefined): boolean => {
    if (call === undefined) return false;
    void freeLine().then((free) => (free ? act('resume', call) : false));
    return true;
  };

  const holdCurrent = (): boolean => {
    const current = activeCall(store.getState());
    if (current === null || current.phase !== 'active') return false;
    if (!current.busy) void act('hold', current);
    return true;
  };

  return {
    answer: (callId) => {
      const call = ringingCalls(store.getState()).find((other) => callId === undefined || other.id === callId);
      if (call === undefined) return false;
      if (!call.busy) void freeLine().then((free) => (free ? act('answer', call) : false));
      return true;
    },
    reject: (callId) => {
      const call = ringingCalls(store.getState()).find((other) => other.id === callId);
      if (call !== undefined) void act('reject', call);
      return call !== undefined;
    },
    hangUp: () => {
      const call = activeCall(store.getState());
      if (call !== null) void act('hangUp', call);
      return call !== null;
    },
    hold: () => {
      const [held] = heldCalls(store.getState());
      return held === undefined ? holdCurrent() : takeBack(held);
    },
    holdCurrent,
    takeBack: (callId) => takeBack(heldCalls(store.getState()).find((call) => call.id === callId)),
    mute: () => {
      const call = activeCall(store.getState());
      if (call === null || call.phase !== 'active') return false;
      void act(call.muted ? 'unmute' : 'mute', call);
      return true;
    },
    dial: async (number) => (await freeLine()) && tell(await phone.call('dial', { number })),
  };
}
