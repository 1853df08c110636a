const two = (n: number): string => String(n).padStart(2, '0');

/** `hh:mm:ss`; `short` gives `mm:ss` until one hour. Negative counts as zero. */
export function formatDuration(ms: number, form: 'long' | 'short' = 'long'): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return form === 'short' && hours === 0 ? `${two(minutes)}:${two(seconds)}` : `${two(hours)}:${two(minutes)}:${two(seconds)}`;
}

/** Whole days and `hh:mm` of a span of 24 h and more. */
export function splitDays(ms: number): { readonly days: number; readonly rest: string } {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  return { days: Math.floor(minutes / 1440), rest: `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}` };
}

/** `09:41` or `09:41:07`, local time. */
export function formatTime(at: number, form: 'minutes' | 'seconds' = 'minutes'): string {
  const date = new Date(at);
  const base = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return form === 'seconds' ? `${base}:${two(date.getSeconds())}` : base;
}

/** `11-19`, local time. */
export function formatDay(at: number): string {
  const date = new Date(at);
  return `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `2027-03-31`, local time. */
export function formatDate(at: number): string {
  return `${new Date(at).getFullYear()}-${formatDay(at)}`;
}

export function isSameDay(a: number, b: number): boolean {
  return formatDate(a) === formatDate(b);
}

/** Money in fen as `¥86.40`; whole yuan without decimals when `trim`. */
export function formatFen(fen: number, trim = false): string {
  const yuan = Math.abs(fen) / 100;
  return `${fen < 0 ? '\u2212' : ''}¥${trim && Number.isInteger(yuan) ? String(yuan) : yuan.toFixed(2)}`;
}
