import { phoneDataDoor, phoneDeskDoor } from '#shared/contract/phone.ts';
import type { ShellBridge } from '#shared/contract/shell.ts';
import { serveDoor, type DoorFault } from '#shared/lib/door.ts';
import { AudioEngine } from './audio/engine.ts';
import { onDoor } from './doors.ts';
import { PhoneRoom } from './room.ts';
import { SipJsLine } from './sip/adapter.ts';

/**
 * Wires the phone room to its window. Expected of the shell:
 * - `window.shell` (ShellBridge): `phone.doors`, `phone.activity`, `phone.stopped`; events `wake` and `stop`;
 * - doors as `window.postMessage({ type: 'door', name: 'data' | 'desk' }, '*', [port])`, again after each
 *   restart of the other room; the phone serves both;
 * - the `media` permission, autoplay without a gesture, `backgroundThrottling: false`, and a `connect-src`
 *   with the configured SIP servers.
 */
declare global {
  interface Window {
    readonly shell: ShellBridge;
  }
}

const { shell } = window;
const newId = (): string => crypto.randomUUID();
const audio = new AudioEngine();

const room = new PhoneRoom({
  audio,
  createLine: (settings, events) => {
    audio.useProcessing(settings.audioProcessing ?? true);
    return new SipJsLine(settings, events, audio, newId);
  },
  // Monotonic while the phone lives, and whole milliseconds as the contract says.
  clock: () => Math.round(performance.timeOrigin + performance.now()),
  timers: { set: (run, delayMs) => window.setTimeout(run, delayMs), clear: (handle) => window.clearTimeout(handle as number) },
  random: Math.random,
  newId,
  onActivity: (ringing, calls) => void shell.invoke('phone.activity', { ringing, calls }),
});

onDoor(window, (name, port) => {
  const fault = ({ where, issue }: DoorFault): void => room.fault(`door ${name} ${where}`, issue);
  if (name === 'desk') room.attachDesk(serveDoor(phoneDeskDoor, port, room.deskHandlers, { onFault: fault }));
  else room.attachData(serveDoor(phoneDataDoor, port, room.dataHandlers, { onFault: fault }));
});

shell.onEvent((name) => {
  if (name === 'wake') room.wake();
  if (name === 'stop') void room.clear().then(() => shell.invoke('phone.stopped', {}));
});
window.addEventListener('online', () => room.wake());
window.addEventListener('offline', () => room.wake());
navigator.mediaDevices.addEventListener('devicechange', () => void room.checkMedia());

void shell.invoke('phone.doors', {});
