import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '#shared/lib/redact.ts';

export type LogLevel = 'info' | 'warn' | 'error';
export type Log = (level: LogLevel, event: string, detail?: Readonly<Record<string, unknown>>) => void;

/** Sizes in bytes; `keep` counts the closed files beside the open one. */
export interface LogLimits { readonly fileSize: number; readonly keep: number }

/**
 * One JSON line per event, redacted here and nowhere else, in `folder/desk.log`; full files are renamed
 * `desk.1.log`, `desk.2.log` … and the oldest goes. A log that cannot be written stops nothing.
 */
export function openLog(folder: string, now: () => number, limits: LogLimits = { fileSize: 1_000_000, keep: 4 }): Log {
  const path = (n: number): string => join(folder, n === 0 ? 'desk.log' : `desk.${n}.log`);
  let size = -1;
  const rotate = (): void => {
    rmSync(path(limits.keep), { force: true });
    for (let n = limits.keep - 1; n >= 0; n -= 1) {
      try {
        renameSync(path(n), path(n + 1));
      } catch {
        // Not there yet.
      }
    }
    size = 0;
  };
  const open = (): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    size = statSync(path(0), { throwIfNoEntry: false })?.size ?? 0;
  };
  return (level, event, detail = {}) => {
    const line = `${JSON.stringify({ at: new Date(now()).toISOString(), level, event, detail: redact(detail) })}\n`;
    try {
      if (size < 0) open();
      if (size + line.length > limits.fileSize) rotate();
      appendFileSync(path(0), line, { mode: 0o600 });
      size += line.length;
    } catch {
      // A full disk must not take the desk down.
    }
  };
}
