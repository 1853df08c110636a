import { describe, expect, it } from 'vitest';
import { fujianPolicy } from './policy-fujian.ts';
import { clockStatus, localDayStart, nextDeadline, pauseClock, promiseFor, resumeClock, startClock, visitWindows, type ClockFacts } from './sla.ts';
import { serviceKindSchema, settlementSchema, type SlaClock } from './ticket.ts';

const minute = 60_000;
const hour = 60 * minute;
/** A time in Fuzhou on 2026-11-20. */
const fuzhou = (h: number, m = 0, s = 0): number => Date.UTC(2026, 10, 20, h - 8, m, s);

const facts = (change: Partial<ClockFacts> = {}): ClockFacts => ({
  ticketType: 'fault', serviceKind: 'broadband', settlement: 'urban', priority: 'P3', customer: { stars: 3, segment: 'public' }, ...change,
});

describe('clocks', () => {
  it.each([
    ['dispatch', {}, 30], ['dispatch', { priority: 'P1' }, 10], ['take', {}, 30], ['firstContact', {}, 120], ['callback', {}, 1440],
    ['firstContact', { ticketType: 'complaint' }, 1440], ['firstContact', { ticketType: 'complaint', priority: 'P1' }, 120],
    ['repairLegal', {}, 48 * 60], ['repairLegal', { settlement: 'rural' }, 72 * 60], ['repairLegal', { settlement: 'rural', serviceKind: 'mobile' }, 48 * 60],
    ['dispatch', { customer: { stars: 6, segment: 'public' } }, 15], ['take', { customer: { stars: 1, segment: 'keyAccount' } }, 15],
    ['repairLegal', { customer: { stars: 7, segment: 'keyAccount' } }, 48 * 60],
  ] as const)('%s %o: %i min', (id, change, minutes) => {
    const clock = startClock(id, facts(change), fuzhou(9), fujianPolicy);
    expect(clock).toMatchObject({ id, startedAt: fuzhou(9), dueAt: fuzhou(9) + minutes * minute, stoppedAt: null, legal: id === 'repairLegal' });
  });

  it('has none where the policy has none', () => {
    expect(startClock('repairLegal', facts({ ticketType: 'inquiry' }), 0, fujianPolicy)).toBeNull();
    expect(startClock('repairLegal', facts({ settlement: null }), 0, fujianPolicy)).toBeNull();
  });

  it('names source and legal basis for every limit of law', () => {
    for (const rule of fujianPolicy.clocks) expect(rule.legalBasis !== null).toBe(rule.legal);
  });
});

describe('promise', () => {
  const base = { serviceKind: 'broadband', settlement: 'urban', outageExpectedEnd: null } as const;
  it.each([
    ['first minute of the day', fuzhou(0), fuzhou(18), 'fj-broadband-urban-before-16'],
    ['09:41', fuzhou(9, 41, 7), fuzhou(18), 'fj-broadband-urban-before-16'],
    ['15:59:59', fuzhou(15, 59, 59), fuzhou(18), 'fj-broadband-urban-before-16'],
    ['16:00 sharp', fuzhou(16), fuzhou(40), 'fj-broadband-urban-after-16'],
    ['23:59', fuzhou(23, 59), fuzhou(47, 59), 'fj-broadband-urban-after-16'],
  ] as const)('urban broadband reported at %s', (_, acceptedAt, dueAt, ruleId) => {
    const explained = promiseFor({ ...base, acceptedAt }, fujianPolicy);
    expect(explained?.promise).toEqual({ dueAt, legalDueAt: acceptedAt + 48 * hour, ruleId });
    expect(explained?.reason.zh).toContain('16:00');
  });

  it('does not depend on the time zone of the machine: the day is Fuzhou’s', () => {
    // 00:30 on the 21st in Fuzhou is still the 20th in UTC.
    expect(promiseFor({ ...base, acceptedAt: fuzhou(24, 30) }, fujianPolicy)?.promise.dueAt).toBe(fuzhou(24 + 18));
    expect(localDayStart(fuzhou(24, 30), fujianPolicy)).toBe(fuzhou(24));
    expect(localDayStart(fuzhou(23, 59), fujianPolicy)).toBe(fuzhou(0));
  });

  it('follows the outage only when it lasts longer', () => {
    const acceptedAt = fuzhou(9);
    expect(promiseFor({ ...base, acceptedAt, outageExpectedEnd: fuzhou(14, 30) }, fujianPolicy)?.promise.ruleId).toBe('fj-broadband-urban-before-16');
    expect(promiseFor({ ...base, acceptedAt, outageExpectedEnd: fuzhou(22) }, fujianPolicy)?.promise).toMatchObject({ dueAt: fuzhou(22), ruleId: 'outage-expected-end' });
  });

  it('exists for every service, settlement and hour, after the report and within the law', () => {
    for (const serviceKind of serviceKindSchema.options) {
      for (const settlement of settlementSchema.options) {
        for (let at = fuzhou(0); at < fuzhou(24); at += 7 * minute) {
          const promise = promiseFor({ serviceKind, settlement, acceptedAt: at, outageExpectedEnd: null }, fujianPolicy)?.promise;
          expect(promise !== undefined && promise.dueAt > at && promise.dueAt <= promise.legalDueAt, `${serviceKind} ${settlement} ${at}`).toBe(true);
        }
      }
    }
  });

  it('offers visits in whole windows after the lead time', () => {
    expect(visitWindows(fuzhou(9, 41), fuzhou(18), fujianPolicy)).toEqual([
      { from: fuzhou(12), to: fuzhou(14) }, { from: fuzhou(14), to: fuzhou(16) }, { from: fuzhou(16), to: fuzhou(18) },
    ]);
    expect(visitWindows(fuzhou(19), fuzhou(34), fujianPolicy)).toEqual([{ from: fuzhou(32), to: fuzhou(34) }]);
  });
});

describe('clock status', () => {
  const clock = (change: Partial<SlaClock> = {}): SlaClock => ({ id: 'repairPromise', startedAt: 0, dueAt: 10 * hour, stoppedAt: null, legal: false, ...change });
  it.each([
    [0, 'calm', 0], [5 * hour - 1, 'calm', 0.5], [5 * hour, 'warn', 0.5], [8 * hour - 1, 'warn', 0.8], [8 * hour, 'urgent', 0.8],
    [10 * hour - 1, 'urgent', 1], [10 * hour, 'breached', 1], [12 * hour, 'breached', 1.2],
  ] as const)('at %i ms is %s', (now, band, used) => {
    const status = clockStatus(clock(), now, fujianPolicy);
    expect(status).toMatchObject({ phase: 'running', band, remainingMs: 10 * hour - now });
    expect(status.used).toBeCloseTo(used, 5);
  });

  it('before the start nothing is used', () => {
    expect(clockStatus(clock({ startedAt: hour }), 0, fujianPolicy)).toMatchObject({ used: 0, band: 'calm' });
  });

  it('stands still while paused, and runs on when the allowed pause is used up', () => {
    const paused = clock({ pausedAt: 4 * hour });
    expect(clockStatus(paused, 30 * hour, fujianPolicy)).toMatchObject({ phase: 'paused', band: 'calm', remainingMs: 6 * hour });
    expect(clockStatus(paused, (4 + 72 + 7) * hour, fujianPolicy)).toMatchObject({ band: 'breached', remainingMs: -hour });
  });

  it('tells how a stopped clock ended', () => {
    expect(clockStatus(clock({ stoppedAt: 6 * hour }), 99 * hour, fujianPolicy)).toMatchObject({ phase: 'stopped', band: 'warn', remainingMs: 4 * hour });
    expect(clockStatus(clock({ stoppedAt: 11 * hour }), 99 * hour, fujianPolicy)).toMatchObject({ phase: 'stopped', band: 'breached' });
  });

  it('counts a pause that is over as time not used', () => {
    const resumed = clock({ dueAt: 12 * hour, pausedAt: null, pausedMs: 2 * hour });
    expect(clockStatus(resumed, 7 * hour, fujianPolicy).used).toBeCloseTo(0.5);
  });

  it('pauses only what runs and may pause, and resumes only what is paused', () => {
    const legal = clock({ legal: true });
    const stopped = clock({ stoppedAt: 5 });
    const paused = clock({ pausedAt: 5 });
    for (const each of [legal, stopped, paused]) expect(pauseClock(each, 9)).toEqual(each);
    expect(pauseClock(clock(), 9).pausedAt).toBe(9);
    expect(resumeClock(clock(), 9, fujianPolicy)).toEqual(clock());
    expect(resumeClock(paused, 5 + 100 * hour, fujianPolicy)).toMatchObject({ pausedMs: 72 * hour, dueAt: 82 * hour, pausedAt: null });
  });

  it('finds the next deadline among running clocks', () => {
    expect(nextDeadline([clock(), clock({ id: 'take', dueAt: hour, stoppedAt: 5 }), clock({ id: 'dispatch', dueAt: 2 * hour })])?.id).toBe('dispatch');
    expect(nextDeadline([clock({ stoppedAt: 1 })])).toBeNull();
  });
});
