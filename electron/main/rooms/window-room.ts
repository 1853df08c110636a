import type { BrowserWindow } from 'electron';
import type { Timers } from '#shared/lib/clock.ts';
import { consoleLine } from '../log/console-line.ts';
import type { Log } from '../log/log-file.ts';
import { RestartPolicy } from './restart-policy.ts';

export interface WindowRoomOptions {
  readonly name: 'desk' | 'phone';
  readonly open: () => BrowserWindow;
  /** Brings a window whose process died back to life: `reload` keeps the window, `reopen` makes a new one. */
  readonly revive: 'reload' | 'reopen';
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Log;
  /** The page is going or gone; its doors are dead. `crashed` = its process died. */
  readonly onLeft: (crashed: boolean) => void;
  readonly onGiveUp: () => void;
}

/** Keeps one window alive. */
export class WindowRoom {
  private current: BrowserWindow | undefined;
  private readonly policy = new RestartPolicy();
  private readonly options: WindowRoomOptions;

  constructor(options: WindowRoomOptions) {
    this.options = options;
  }

  get window(): BrowserWindow | undefined {
    return this.current?.isDestroyed() === false ? this.current : undefined;
  }

  get contents(): Electron.WebContents | undefined {
    return this.window?.webContents;
  }

  open(): BrowserWindow {
    const window = this.options.open();
    this.current = window;
    window.webContents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.options.onLeft(false);
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      if (this.current === window && details.reason !== 'clean-exit') this.crashed(window, details.reason);
    });
    window.webContents.on('console-message', (...args: unknown[]) => {
      const line = consoleLine(args);
      if (line !== null) this.options.log(line.level, 'window.console', { room: this.options.name, line: line.message });
    });
    window.webContents.on('preload-error', (_event, _path, error) => this.options.log('error', 'window.preload', { room: this.options.name, error }));
    window.webContents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
      if (isMainFrame) this.options.log('error', 'window.load', { room: this.options.name, code });
    });
    return window;
  }

  /** Another try after giving up. */
  retry(): void {
    this.policy.forgive();
    this.revive(this.current);
  }

  private crashed(window: BrowserWindow, reason: string): void {
    const decision = this.policy.crashed(this.options.now());
    this.options.log('error', 'window.gone', { room: this.options.name, reason, decision: decision.kind });
    this.options.onLeft(true);
    if (decision.kind === 'giveUp') return this.options.onGiveUp();
    this.options.timers.set(() => {
      if (this.current === window) this.revive(window);
    }, decision.afterMs);
  }

  private revive(window: BrowserWindow | undefined): void {
    if (this.options.revive === 'reload' && window?.isDestroyed() === false) return window.webContents.reload();
    this.current = undefined;
    window?.destroy();
    this.open();
  }
}
