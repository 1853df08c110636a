/** One line a page wrote to its console, as far as a log wants it. */
export interface ConsoleLine {
  readonly level: 'warn' | 'error';
  readonly message: string;
}

const LONGEST = 300;
const WARNING = 2;
const ERROR = 3;

/**
 * Reads the arguments of Electron's `console-message`: newer runtimes put all into the event (`level` a word),
 * older ones pass level and text behind it. Warnings and errors only, their first line.
 */
export function consoleLine(args: readonly unknown[]): ConsoleLine | null {
  const [event, oldLevel, oldMessage] = args;
  const own: Readonly<Record<string, unknown>> = typeof event === 'object' && event !== null ? { ...pick(event) } : {};
  const level = levelOf(own['level'] ?? oldLevel);
  const message = own['message'] ?? oldMessage;
  if (level === null || typeof message !== 'string') return null;
  return { level, message: (message.split('\n')[0] ?? '').slice(0, LONGEST) };
}

function pick(event: object): { readonly level: unknown; readonly message: unknown } {
  return { level: 'level' in event ? event.level : undefined, message: 'message' in event ? event.message : undefined };
}

function levelOf(level: unknown): ConsoleLine['level'] | null {
  if (level === 'error' || level === ERROR) return 'error';
  return level === 'warning' || level === WARNING ? 'warn' : null;
}
