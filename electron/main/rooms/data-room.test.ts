import { beforeEach, describe, expect, it } from 'vitest';
import type { ToData } from '#shared/contract/data-host.ts';
import type { Keyring } from '../keyring/keyring.ts';
import { DataRoom, type DataProcessEvents } from './data-room.ts';

const keyring: Keyring = {
  kind: 'os',
  seal: (text) => Promise.resolve(`sealed ${text}`),
  unseal: () => Promise.resolve(null),
};

interface FakeProcess { readonly events: DataProcessEvents; readonly got: ToData[]; killed: boolean }

class Bench {
  processes: FakeProcess[] = [];
  timers: { readonly run: () => void; readonly delayMs: number }[] = [];
  said: string[] = [];
  ring: Keyring | null = keyring;
  now = 0;
  readonly room = new DataRoom<string>({
    fork: (events) => {
      const own: FakeProcess = { events, got: [], killed: false };
      this.processes.push(own);
      return {
        post: (message) => own.got.push(message),
        kill: () => {
          own.killed = true;
        },
      };
    },
    keyring: () => Promise.resolve(this.ring),
    start: { userDataDir: '/u', hubUrl: 'https://hub.example', caPem: null, appVersion: '0', nativeBinding: null },
    now: () => this.now,
    timers: {
      set: (run, delayMs) => {
        const timer = { run, delayMs };
        this.timers.push(timer);
        return timer;
      },
      clear: (handle) => {
        this.timers = this.timers.filter((timer) => timer !== handle);
      },
    },
    log: () => undefined,
    onReady: () => this.said.push('ready'),
    onGone: (restarting) => this.said.push(restarting ? 'restarting' : 'gone'),
    onProblem: (problem) => this.said.push(problem === null ? 'fine' : problem.code),
    onUnsent: (count) => this.said.push(`unsent ${count}`),
  });

  get last(): FakeProcess {
    const found = this.processes.at(-1);
    if (found === undefined) throw new Error('no process');
    return found;
  }

  async tick(): Promise<void> {
    const due = this.timers;
    this.timers = [];
    for (const timer of due) timer.run();
    await Promise.resolve().then(() => undefined);
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

describe('DataRoom', () => {
  it('starts the process with what only the shell knows', async () => {
    await bench.room.start();
    expect(bench.last.got).toEqual([{
      t: 'start', userDataDir: '/u', hubUrl: 'https://hub.example', caPem: null, appVersion: '0', nativeBinding: null, keyring: 'os', sealedKey: null,
    }]);
    bench.last.events.onMessage({ t: 'ready' });
    bench.last.events.onMessage({ t: 'unsent', count: 2 });
    expect(bench.said).toEqual(['fine', 'ready', 'unsent 2']);
  });

  it('seals for the room and answers null where it cannot', async () => {
    await bench.room.start();
    bench.last.events.onMessage({ t: 'seal', id: 1, value: 'x' });
    bench.last.events.onMessage({ t: 'unseal', id: 2, value: 'y' });
    await Promise.resolve();
    expect(bench.last.got.slice(1)).toEqual([{ t: 'sealed', id: 1, value: 'sealed x' }, { t: 'sealed', id: 2, value: null }]);
  });

  it('does not start without a key ring, and does once there is one', async () => {
    bench.ring = null;
    await bench.room.start();
    expect([bench.processes.length, bench.said]).toEqual([0, ['STORE_KEY_UNAVAILABLE']]);
    bench.ring = keyring;
    await bench.room.start();
    expect(bench.processes.length).toBe(1);
  });

  it('starts a crashed room again, later each time, and stops at the third crash in a minute', async () => {
    await bench.room.start();
    bench.last.events.onExit(139);
    expect(bench.timers.map((timer) => timer.delayMs)).toEqual([200]);
    await bench.tick();
    bench.last.events.onExit(139);
    expect(bench.timers.map((timer) => timer.delayMs)).toEqual([1_000]);
    await bench.tick();
    bench.last.events.onExit(139);
    expect(bench.timers).toEqual([]);
    expect(bench.said).toEqual(['restarting', 'restarting', 'gone', 'ROOM_KEEPS_CRASHING']);
    await bench.room.start();
    expect(bench.processes.length).toBe(4);
  });

  it('leaves a room that reported a problem down until someone tries again', async () => {
    await bench.room.start();
    bench.last.events.onMessage({ t: 'failed', problem: { code: 'STORE_DISK_FULL' } });
    bench.last.events.onExit(1);
    expect(bench.said).toEqual(['STORE_DISK_FULL', 'gone']);
    expect(bench.timers).toEqual([]);
    await bench.room.start();
    expect(bench.processes.length).toBe(2);
  });

  it('replaces a room that reported a problem and lives on', async () => {
    await bench.room.start();
    const first = bench.last;
    first.events.onMessage({ t: 'failed', problem: { code: 'STORE_DISK_FULL' } });
    await bench.room.start();
    expect(first.killed).toBe(true);
    first.events.onExit(0);
    bench.last.events.onMessage({ t: 'ready' });
    expect(bench.said).toEqual(['STORE_DISK_FULL', 'fine', 'ready']);
  });

  it('waits for an orderly stop and kills a room that does not answer', async () => {
    await bench.room.start();
    const stopped = bench.room.stop();
    expect(bench.last.got.at(-1)).toEqual({ t: 'stop' });
    bench.last.events.onMessage({ t: 'stopped' });
    await stopped;
    expect([bench.last.killed, bench.timers.length, bench.said]).toEqual([false, 0, []]);

    const deaf = new Bench();
    await deaf.room.start();
    const killed = deaf.room.stop();
    await deaf.tick();
    await killed;
    expect(deaf.last.killed).toBe(true);
  });

  it('ignores messages that are none', async () => {
    await bench.room.start();
    for (const raw of [null, 'x', { t: 'ready?' }, { t: 'unsent', count: 'many' }]) bench.last.events.onMessage(raw);
    expect(bench.said).toEqual([]);
  });
});
