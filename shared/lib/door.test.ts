import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openDoor, serveDoor, type DoorPort, type DoorSpec } from './door.ts';
import { fail, ok } from './result.ts';

const spec = {
  calls: { double: { in: z.object({ n: z.number() }), out: z.object({ n: z.number() }) } },
  events: { tick: z.object({ at: z.number() }) },
} as const satisfies DoorSpec;

/** Two ports joined back to back; what one posts the other hears at once. */
function portPair(): [DoorPort, DoorPort] {
  const ends = [0, 1].map(() => ({ onMessage: (_: unknown): void => {}, onClose: (): void => {} }));
  const port = (mine: 0 | 1): DoorPort => ({
    post: (message) => ends[1 - mine]?.onMessage(structuredClone(message)),
    listen: (onMessage, onClose) => void Object.assign(ends[mine] ?? {}, { onMessage, onClose }),
    close: () => ends[1 - mine]?.onClose(),
  });
  return [port(0), port(1)];
}

function joined(handler: (n: number) => number = (n) => n * 2) {
  const [near, far] = portPair();
  const onFault = vi.fn();
  const served = serveDoor(spec, far, { double: ({ n }) => ok({ n: handler(n) }) }, { onFault });
  return { served, opened: openDoor(spec, near, { onFault }), near, far, onFault };
}

describe('door', () => {
  it('carries a call and its answer', async () => {
    expect(await joined().opened.call('double', { n: 21 })).toEqual(ok({ n: 42 }));
  });

  it('carries events to every listener until it unsubscribes', () => {
    const { served, opened } = joined();
    const run = vi.fn();
    const off = opened.on('tick', run);
    served.emit('tick', { at: 1 });
    off();
    served.emit('tick', { at: 2 });
    expect(run.mock.calls).toEqual([[{ at: 1 }]]);
  });

  it('answers a malformed call with MESSAGE_INVALID and reports it without quoting the value', async () => {
    const { opened, onFault } = joined();
    expect(await opened.call('double', { n: 'secret' as unknown as number })).toEqual(fail('MESSAGE_INVALID'));
    expect(JSON.stringify(onFault.mock.calls)).not.toContain('secret');
  });

  it('answers an unknown call, even one named like an Object method', async () => {
    const { opened } = joined();
    expect(await opened.call('hasOwnProperty' as 'double', { n: 1 })).toEqual(fail('MESSAGE_UNKNOWN'));
  });

  it('turns a thrown bug into INTERNAL and reports it', async () => {
    const { opened, onFault } = joined(() => {
      throw new TypeError('bug');
    });
    expect(await opened.call('double', { n: 1 })).toEqual(fail('INTERNAL', { ref: 'double' }));
    expect(onFault).toHaveBeenCalledWith({ where: 'double', issue: 'TypeError: bug' });
  });

  it('settles open calls with DOOR_CLOSED when the other side goes away', async () => {
    const [near] = portPair();
    let hangUp = (): void => {};
    const opened = openDoor(spec, { ...near, listen: (_, onClose) => void (hangUp = onClose) }, { onFault: vi.fn() });
    const waiting = opened.call('double', { n: 1 });
    hangUp();
    expect(await waiting).toEqual(fail('DOOR_CLOSED'));
    expect(await opened.call('double', { n: 1 })).toEqual(fail('DOOR_CLOSED'));
  });

  it('drops garbage, bad events and bad answers without throwing', () => {
    const { far, near, opened, onFault } = joined();
    const run = vi.fn();
    opened.on('tick', run);
    for (const garbage of [null, 7, 'x', {}, { t: 'event', name: 'tick', payload: { at: 'no' } }, { t: 'event', name: '__proto__' }]) {
      near.post(garbage);
      far.post(garbage);
    }
    expect(run).not.toHaveBeenCalled();
    expect(onFault).toHaveBeenCalled();
  });
});
