import { beforeEach, describe, expect, it } from 'vitest';
import { fail, ok, type Problem, type Result } from '#shared/lib/result.ts';
import { FakeTime, settle } from '../../../test/support/fake-timers.ts';
import { createLink, linkTimes, type Credentials, type Link } from './link.ts';
import type { HubConnection, HubConnectionEvents } from './transport.ts';

const session: Credentials = { kind: 'session', handshake: { token: 't', deskId: 'd', protocol: 1 }, renewAt: Number.MAX_SAFE_INTEGER };

let time: FakeTime;
let link: Link;
let credentials: Result<Credentials>;
let handshake: Result<void>;
let answer: 'at once' | 'late' | 'never';
let connections: { events: HubConnectionEvents; closed: boolean }[];
let heard: string[];
let sessionProblems: Problem[];

beforeEach(() => {
  time = new FakeTime();
  credentials = ok(session);
  handshake = ok(undefined);
  answer = 'at once';
  connections = [];
  heard = [];
  sessionProblems = [];
  link = createLink({
    clock: time.clock, timers: time.timers, fraction: () => 1,
    credentials: () => Promise.resolve(credentials),
    probe: () => Promise.resolve(handshake.ok ? ok(time.clock()) : handshake),
    onHealth: (health) => void heard.push(health.kind),
    onOnline: () => void heard.push('→online'),
    onOffline: () => void heard.push('→offline'),
    onEvent: () => undefined,
    onHubTime: () => undefined,
    onSessionProblem: (problem) => void sessionProblems.push(problem),
    connector: {
      connect(_handshake, events) {
        if (!handshake.ok) return Promise.resolve(handshake);
        const entry = { events, closed: false };
        connections.push(entry);
        const connection: HubConnection = {
          request: (_name, _input, timeoutMs) =>
            new Promise((resolve, reject) => {
              if (answer === 'never') time.timers.set(() => reject(new Error('time-out')), timeoutMs);
              else time.timers.set(() => resolve(ok({ hubTime: 1 })), answer === 'late' ? 1_500 : 0);
            }),
          close: () => void (entry.closed = true),
        };
        return Promise.resolve(ok(connection));
      },
    },
  });
});

const cameUp = async (): Promise<void> => {
  link.start();
  await time.advance(10);
};

describe('the link to the hub', () => {
  it('is online only after a confirmed acknowledgement', async () => {
    link.start();
    await settle();
    expect(link.health().kind).toBe('connecting');
    await time.advance(10);
    expect(link.health()).toMatchObject({ kind: 'online', rttMs: 0 });
    expect(heard).toContain('→online');
  });

  it('notices a black hole within 15 s of the last acknowledgement: slow, then offline', async () => {
    await cameUp();
    answer = 'never';
    await time.advance(linkTimes.pingEvery + linkTimes.pingTimeout + 10);
    expect(link.health().kind).toBe('slow');
    await time.advance(linkTimes.pingTimeout);
    expect(link.health()).toMatchObject({ kind: 'offline', problem: { code: 'HUB_UNREACHABLE' } });
    expect(connections[0]?.closed).toBe(true);
    expect(linkTimes.pingEvery + 2 * linkTimes.pingTimeout).toBeLessThan(15_000);
  });

  it('shows a late acknowledgement as slow, and recovers', async () => {
    await cameUp();
    answer = 'late';
    await time.advance(linkTimes.pingEvery + 1_600);
    expect(link.health()).toMatchObject({ kind: 'slow', rttMs: 1_500 });
    answer = 'at once';
    await time.advance(linkTimes.pingEvery + 10);
    expect(link.health().kind).toBe('online');
  });

  it('S-90: waits longer after every failure, up to the limit, and keeps the time the outage began', async () => {
    handshake = fail('HUB_UNREACHABLE');
    link.start();
    await settle();
    const began = time.clock();
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const health = link.health();
      if (health.kind !== 'offline' || health.nextRetryAt === null) throw new Error(health.kind);
      expect(health.since).toBe(began);
      waits.push(health.nextRetryAt - time.clock());
      await time.advance(health.nextRetryAt - time.clock());
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    handshake = ok(undefined);
    link.retryNow();
    await time.advance(10);
    expect(link.health().kind).toBe('online');
  });

  it('S-100: another protocol is a problem with its own words and a long wait', async () => {
    handshake = fail('HUB_PROTOCOL_MISMATCH', { desk: 1, hub: 2 });
    link.start();
    await settle();
    expect(link.health()).toMatchObject({ kind: 'offline', problem: { code: 'HUB_PROTOCOL_MISMATCH', params: { desk: 1, hub: 2 } }, nextRetryAt: time.clock() + linkTimes.mismatchRetry });
  });

  it('reports a refused session and goes on trying', async () => {
    handshake = fail('AUTH_TOKEN_EXPIRED');
    link.start();
    await settle();
    expect(sessionProblems).toEqual([{ code: 'AUTH_TOKEN_EXPIRED' }]);
    handshake = ok(undefined);
    await time.advance(1_500);
    expect(link.health().kind).toBe('online');
  });

  it('S-102: connects with a fresh token before the old one ends, without the light flickering', async () => {
    credentials = ok({ ...session, renewAt: time.clock() + 60_000 });
    await cameUp();
    credentials = ok(session);
    heard.length = 0;
    await time.advance(61_000);
    expect(connections.map((connection) => connection.closed)).toEqual([true, false]);
    expect(heard.filter((kind) => kind !== 'online')).toEqual(['→online']);
    connections[0]?.events.onClosed();
    expect(link.health().kind).toBe('online');
  });

  it('with nobody signed in only looks whether the hub is there', async () => {
    credentials = ok({ kind: 'nobody' });
    link.start();
    await settle();
    expect([link.health().kind, connections.length]).toEqual(['online', 0]);
    handshake = fail('HUB_UNREACHABLE');
    await time.advance(linkTimes.probeEvery);
    expect(link.health().kind).toBe('offline');
  });

  it('a closed connection is offline at once; a stopped link stays silent', async () => {
    await cameUp();
    connections[0]?.events.onClosed();
    expect(link.health().kind).toBe('offline');
    link.stop();
    const count = connections.length;
    await time.advance(120_000);
    expect(connections).toHaveLength(count);
  });
});
