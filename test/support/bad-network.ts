import type { HubCallName } from '#shared/contract/hub.ts';
import type { HubConnector } from '../../electron/data/sync/transport.ts';

export interface BadNetwork {
  /** What happens to one exchange: `lostRequest` never reaches the hub, `lostReply` takes effect there unseen. */
  readonly fate: (name: HubCallName, attempt: number) => 'ok' | 'lostRequest' | 'lostReply' | 'cut' | 'late';
  /** Changes a reply on its way: doubled or reordered rows. */
  readonly bend?: (name: HubCallName, reply: unknown) => unknown;
  /** Sees every request that leaves the desk. */
  readonly watch?: (name: HubCallName, input: unknown) => void;
}

/** A network between desk and hub that loses, delays, doubles and reorders; the same over a fake hub and a real one. */
export function badNetwork(inner: HubConnector, network: BadNetwork): HubConnector {
  let attempt = 0;
  return {
    async connect(handshake, events, timeoutMs) {
      const connected = await inner.connect(handshake, events, timeoutMs);
      if (!connected.ok) return connected;
      const { value } = connected;
      return {
        ok: true,
        value: {
          close: () => value.close(),
          async request(name, input, timeout) {
            network.watch?.(name, structuredClone(input));
            const fate = network.fate(name, attempt++);
            if (fate === 'lostRequest') throw new Error('lost on the way');
            if (fate === 'cut') {
              void value.request(name, input, timeout).catch(() => undefined);
              value.close();
              events.onClosed();
              throw new Error('cut');
            }
            const reply = await value.request(name, input, timeout);
            if (fate === 'lostReply') throw new Error('lost on the way back');
            if (fate === 'late') await new Promise((resolve) => setTimeout(resolve, 20));
            return network.bend === undefined ? reply : network.bend(name, reply);
          },
        },
      };
    },
  };
}

/** Timers that run many times faster, so that back-off and polls need no patience. */
export const hurriedTimers = (factor = 50): { set(run: () => void, delayMs: number): unknown; clear(handle: unknown): void } => ({
  set: (run, delayMs) => setTimeout(run, delayMs / factor),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
});
