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

const two = (n: number): string => String(n).padStart(2, '0');

/** As an `<input type="datetime-local">` wants it, local time. */
export function toInputTime(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function fromInputTime(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
