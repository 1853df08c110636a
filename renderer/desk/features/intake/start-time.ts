export const startPresets = ['now', 'hour', 'morning', 'yesterday', 'other'] as const;
export type StartPreset = (typeof startPresets)[number];

const HOUR_MS = 3_600_000;
const MORNING_HOUR = 8;

/** The time a quick pick means, ms; null when it asks for an exact one. 今早 is 08:00, before that it is now; 昨天 is a day ago. */
export function startOf(preset: StartPreset, now: number): number | null {
  switch (preset) {
    case 'now':
      return now;
    case 'hour':
      return now - HOUR_MS;
    case 'morning':
      return Math.min(now, new Date(now).setHours(MORNING_HOUR, 0, 0, 0));
    case 'yesterday':
      return now - 24 * HOUR_MS;
    case 'other':
      return null;
  }
}

/** Days an exact start may lie in, today first, as the start of each local day. */
export function startDays(now: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, back) => {
    const day = new Date(now);
    day.setHours(0, 0, 0, 0);
    day.setDate(day.getDate() - back);
    return day.getTime();
  });
}

/** `8`, `8:30`, `08:30`, `0830`, `8：30` on a day; null when it is no time. */
export function timeOnDay(day: number, text: string): number | null {
  const found = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(text.trim());
  const [hours, minutes] = [Number(found?.[1] ?? NaN), Number(found?.[2] ?? '0')];
  return hours < 24 && minutes < 60 ? new Date(day).setHours(hours, minutes, 0, 0) : null;
}
