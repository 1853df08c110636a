import { beforeEach, describe, expect, it } from 'vitest';
import type { RegistrationView } from '#shared/contract/phone.ts';
import { FakeLine } from '../../../test/support/fake-sip.ts';
import { FakeTime } from '../../../test/support/fake-timers.ts';
import { Registration } from './machine.ts';

const never = (): Promise<never> => new Promise<never>(() => undefined);
const gone = (): Promise<never> => Promise.reject(new Error('gone'));

let time: FakeTime;
let line: FakeLine;
let seen: RegistrationView[];
let ready: boolean[];
let busy: boolean;

function make(options: { servers?: string[]; expiresAt?: number | null } = {}): Registration {
  return new Registration({
    servers: options.servers ?? ['wss://a', 'wss://b'], user: '8001', expiresAt: options.expiresAt ?? null,
    port: line, clock: time.clock, timers: time.timers, random: () => 0.5,
    onChange: (view) => seen.push(view), onReady: (again) => ready.push(again), isBusy: () => busy,
  });
}
const states = (): string[] => seen.map(({ state }) => state).filter((state, index, all) => state !== all[index - 1]);

beforeEach(() => {
  time = new FakeTime();
  line = new FakeLine();
  seen = [];
  ready = [];
  busy = false;
});

async function started(options: Parameters<typeof make>[0] = {}): Promise<Registration> {
  const registration = make(options);
  registration.start();
  await time.advance(0);
  return registration;
}

describe('registration', () => {
  it('is ready only after the 200 of REGISTER', async () => {
    let answer = (_: { type: 'ok'; expiresSeconds: number }): void => undefined;
    line.answerRegister = () => new Promise((resolve) => void (answer = resolve));
    const registration = await started();
    expect(states()).toEqual(['connecting', 'registering']);
    answer({ type: 'ok', expiresSeconds: 120 });
    await time.advance(0);
    expect(registration.view).toMatchObject({ state: 'ready', confirmedAt: time.clock(), server: 'wss://a', attempt: 0 });
    expect(ready).toEqual([false]);
  });

  it.each([401, 403, 404])('a %i is final: no more attempts until new settings', async (status) => {
    line.answerRegister = () => Promise.resolve({ type: 'refused', status });
    const registration = await started();
    await time.advance(3_600_000);
    expect(registration.view).toMatchObject({ state: 'refused', code: 'SIP_REGISTER_REFUSED', status });
    expect(line.asked.filter((what) => what === 'register')).toHaveLength(1);
    registration.checkNow();
    registration.transportLost();
    expect(registration.view.state).toBe('refused');
  });

  it('asks for life every 10 to 13 seconds and confirms it', async () => {
    const registration = await started();
    await time.advance(11_600);
    expect(line.asked.filter((what) => what === 'ping')).toHaveLength(1);
    expect(registration.view.confirmedAt).toBeGreaterThan(1_000_000);
    await time.advance(11_600);
    expect(line.asked.filter((what) => what === 'ping')).toHaveLength(2);
  });

  it('leaves a black hole: suspect after 3 s without an answer, another 3 s, then a new connection', async () => {
    const registration = await started();
    line.answerPing = never;
    await time.advance(11_500 + 3_000);
    expect(registration.view).toMatchObject({ state: 'suspect', code: 'SIP_TRANSPORT_DOWN' });
    await time.advance(3_000);
    expect(registration.view.state).toBe('reconnecting');
    await time.advance(300);
    expect(registration.view.state).toBe('ready');
    expect(ready).toEqual([false, true]);
    expect(line.asked).toContain('drop');
  });

  it('a second answer clears the suspicion', async () => {
    const registration = await started();
    let pings = 0;
    line.answerPing = () => ((pings += 1) === 1 ? never() : Promise.resolve());
    await time.advance(11_500 + 3_001);
    expect(states().slice(-2)).toEqual(['suspect', 'ready']);
    expect(registration.view.code).toBeNull();
    expect(ready).toEqual([false]);
  });

  it('reconnects at once when the connection drops, and tells that calls need repair', async () => {
    const registration = await started();
    registration.transportLost();
    expect(registration.view).toMatchObject({ state: 'reconnecting', code: 'SIP_TRANSPORT_DOWN' });
    await time.advance(300);
    expect(registration.view.state).toBe('ready');
    expect(ready).toEqual([false, true]);
  });

  it('tries the servers in turn, backing off to 15 s', async () => {
    line.connectTo = gone;
    const registration = await started();
    await time.advance(120_000);
    const connects = line.asked.filter((what) => what.startsWith('connect'));
    expect(connects.slice(0, 4)).toEqual(['connect wss://a', 'connect wss://b', 'connect wss://a', 'connect wss://b']);
    expect(connects.length).toBeGreaterThan(10);
    expect(connects.length).toBeLessThan(20);
    expect(registration.view.attempt).toBe(connects.length);
    line.connectTo = () => Promise.resolve();
    await time.advance(15_000);
    expect(registration.view).toMatchObject({ state: 'ready', attempt: 0 });
  });

  it('gives up a connection that never opens, and a REGISTER that is never answered', async () => {
    line.connectTo = never;
    const registration = await started();
    await time.advance(5_000);
    expect(registration.view.state).toBe('reconnecting');
    line.connectTo = () => Promise.resolve();
    line.answerRegister = never;
    await time.advance(15_000);
    expect(states()).toContain('registering');
    line.answerRegister = () => Promise.resolve({ type: 'ok', expiresSeconds: 60 });
    await time.advance(20_000);
    expect(registration.view.state).toBe('ready');
  });

  it('ignores an answer that comes after the attempt was given up', async () => {
    let late = (): void => undefined;
    line.connectTo = () => new Promise((resolve) => void (late = resolve));
    const registration = await started();
    await time.advance(5_000);
    line.connectTo = never;
    late();
    await time.advance(10);
    expect(registration.view.state).toBe('reconnecting');
    expect(line.asked).not.toContain('register');
  });

  it('renews at 60 % of the life of the registration', async () => {
    line.answerRegister = () => Promise.resolve({ type: 'ok', expiresSeconds: 30 });
    await started();
    await time.advance(18_000);
    expect(line.asked.filter((what) => what === 'register')).toHaveLength(2);
    expect(ready).toEqual([false]);
  });

  it('checks at once after sleep or a network change', async () => {
    const registration = await started();
    registration.checkNow();
    expect(line.asked).toContain('ping');
    line.connectTo = gone;
    registration.transportLost();
    await time.advance(30_000);
    line.connectTo = () => Promise.resolve();
    registration.checkNow();
    await time.advance(0);
    expect(registration.view.state).toBe('ready');
  });

  it('un-registers on stop, waiting no longer than a second for a dead line', async () => {
    const registration = await started();
    line.unregister = never;
    const stopped = registration.stop();
    await time.advance(1_000);
    await stopped;
    expect(registration.view).toMatchObject({ state: 'offline', code: null });
    await time.advance(600_000);
    expect(line.asked.filter((what) => what === 'ping')).toHaveLength(0);
  });

  it('lapsed credentials take the line down, but not under a call', async () => {
    busy = true;
    const registration = await started({ expiresAt: time.clock() + 60_000 });
    await time.advance(61_000);
    expect(registration.view.state).toBe('ready');
    busy = false;
    await time.advance(31_000);
    expect(registration.view).toMatchObject({ state: 'offline', code: 'SIP_CREDENTIALS_EXPIRED' });
  });

  it('comes back when lapsed credentials are extended', async () => {
    const registration = await started({ expiresAt: time.clock() + 1_000 });
    await time.advance(2_000);
    expect(registration.view.state).toBe('offline');
    registration.extend(time.clock() + 60_000);
    await time.advance(0);
    expect(registration.view).toMatchObject({ state: 'ready', code: null });
  });

  it('does not start with lapsed credentials', async () => {
    const registration = await started({ expiresAt: time.clock() - 1 });
    expect(registration.view).toMatchObject({ state: 'offline', code: 'SIP_CREDENTIALS_EXPIRED' });
    expect(line.asked).not.toContain('register');
  });
});
