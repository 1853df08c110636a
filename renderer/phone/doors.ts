import { doorMessageSchema } from '#shared/contract/shell.ts';
import type { DoorPort } from '#shared/lib/door.ts';

/** A browser's MessagePort as a door. */
export function doorPort(port: MessagePort): DoorPort {
  return {
    post: (message) => port.postMessage(message),
    listen: (onMessage, onClose) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => onMessage(event.data));
      port.addEventListener('close', onClose);
      port.start();
    },
    close: () => port.close(),
  };
}

/**
 * Doors come from the preload as window messages with one port. Only this window's own messages count; a
 * message from anywhere else, or without a port, is none.
 */
export function onDoor(target: Window, run: (name: 'data' | 'desk', port: DoorPort) => void): void {
  target.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== target) return;
    const message = doorMessageSchema.safeParse(event.data);
    const port = event.ports[0];
    if (!message.success || message.data.name === 'phone' || port === undefined) return;
    run(message.data.name, doorPort(port));
  });
}
