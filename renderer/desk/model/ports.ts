import type { deskDoor } from '#shared/contract/desk.ts';
import type { phoneDeskDoor } from '#shared/contract/phone.ts';
import type { Prefs } from '#shared/contract/shell.ts';
import type { CallIn, CallOut } from '#shared/lib/door.ts';
import type { Result } from '#shared/lib/result.ts';

type DeskSpec = typeof deskDoor;
type PhoneSpec = typeof phoneDeskDoor;

/** Calls of the data room. One made while the room starts waits for it; DOOR_CLOSED when it does not come, or goes before it answered. */
export interface DataPort {
  call<N extends keyof DeskSpec['calls'] & string>(name: N, input: CallIn<DeskSpec, N>): Promise<Result<CallOut<DeskSpec, N>>>;
}

/** Calls of the phone room. While its door is closed every call answers DOOR_CLOSED. */
export interface PhonePort {
  call<N extends keyof PhoneSpec['calls'] & string>(name: N, input: CallIn<PhoneSpec, N>): Promise<Result<CallOut<PhoneSpec, N>>>;
}

/** What the window itself can be asked. */
export interface ShellPort {
  setPrefs(prefs: Prefs): Promise<void>;
  /** Flash and notification while a call rings and the window is behind. */
  ring(words: { readonly ringing: boolean; readonly title: string; readonly body: string }): Promise<void>;
  closeAnswer(quit: boolean): Promise<void>;
  restartData(): Promise<void>;
}

/** Everything a feature may ask for outside the screen. What comes back on its own arrives in the store. */
export interface DeskPorts {
  readonly data: DataPort;
  readonly phone: PhonePort;
  readonly shell: ShellPort;
}
