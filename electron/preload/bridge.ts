import { contextBridge, ipcRenderer } from 'electron';
import type { ShellBridge } from '#shared/contract/shell.ts';
import { fail } from '#shared/lib/result.ts';

/** The page's own `window`; the project that compiles this file has no browser types. */
declare const window: { postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void };

const EVENT_CHANNEL = 'shell.event';
const DOOR_CHANNEL = 'shell.door';

/**
 * Puts `window.shell` into the page and passes doors on to it. Nothing is checked here but the names: both ends
 * parse what they get, and the shell checks who sends.
 */
export function openSill(callNames: Readonly<Record<string, true>>): void {
  const bridge: ShellBridge = {
    invoke: (name, input) => (Object.hasOwn(callNames, name) ? ipcRenderer.invoke(name, input) : Promise.resolve(fail('MESSAGE_UNKNOWN'))),
    onEvent(run) {
      const listener = (_event: unknown, name: unknown, payload: unknown): void => {
        if (typeof name === 'string') run(name, payload);
      };
      ipcRenderer.on(EVENT_CHANNEL, listener);
      return () => void ipcRenderer.off(EVENT_CHANNEL, listener);
    },
  };
  contextBridge.exposeInMainWorld('shell', bridge);
  ipcRenderer.on(DOOR_CHANNEL, (event, name: unknown) => {
    window.postMessage({ type: 'door', name }, '*', [...event.ports]);
  });
}
