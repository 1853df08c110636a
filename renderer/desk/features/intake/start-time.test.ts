import { describe, expect, it } from 'vitest';
import { startDays, startOf, timeOnDay } from './start-time.ts';

const at = (text: string): number => new Date(text).getTime();

describe('start time', () => {
  it('knows the quick picks; this morning is never later than now', () => {
    const now = at('2026-11-20T09:41:07');
    expect(startOf('now', now)).toBe(now);
    expect(startOf('hour', now)).toBe(at('2026-11-20T08:41:07'));
    expect(startOf('morning', now)).toBe(at('2026-11-20T08:00:00'));
    expect(startOf('morning', at('2026-11-20T07:10:00'))).toBe(at('2026-11-20T07:10:00'));
    expect(startOf('yesterday', now)).toBe(at('2026-11-19T09:41:07'));
    expect(startOf('other', now)).toBeNull();
  });

  it.each([['8', '08:00'], ['8:30', '08:30'], ['08:30', '08:30'], ['0830', '08:30'], ['23：59', '23:59']])('reads %s as %s', (text, time) => {
    expect(timeOnDay(at('2026-11-19T00:00:00'), text)).toBe(at(`2026-11-19T${time}:00`));
  });

  it.each(['', '24:00', '8:60', '早上', '8:3'])('does not read %s', (text) => {
    expect(timeOnDay(at('2026-11-19T00:00:00'), text)).toBeNull();
  });

  it('counts days back from today', () => {
    expect(startDays(at('2026-11-01T09:00:00'), 2)).toEqual([at('2026-11-01T00:00:00'), at('2026-10-31T00:00:00')]);
  });
});
