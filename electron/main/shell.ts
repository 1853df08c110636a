import { randomUUID } from 'node:crypto';
import { MessageChannelMain, app, nativeTheme, powerMonitor, safeStorage, session as sessions, type BrowserWindow, type MessagePortMain } from 'electron';
import { join } from 'node:path';
import { deskShellCalls, deskShellEvents, phoneShellCalls, phoneShellEvents, type ShellInfo } from '#shared/contract/shell.ts';
import { assertNever } from '#shared/lib/assert-never.ts';
import type { Timers } from '#shared/lib/clock.ts';
import { ok, type Problem } from '#shared/lib/result.ts';
import icon from '../../resources/icon.png?asset';
import trayIcon from '../../resources/tray.png?asset';
import { Attention } from './attention/attention.ts';
import { Closing } from './closing/closing.ts';
import type { LoadedConfiguration } from './configuration/load.ts';
import { guardContents } from './guards/contents-guard.ts';
import { guardSession } from './guards/session-guard.ts';
import { emitShellEvent, handDoor, serveShellCalls } from './ipc/gate.ts';
import { openKeyring } from './keyring/keyring.ts';
import type { Log } from './log/log-file.ts';
import type { Preferences } from './preferences/preferences.ts';
import { hotReloadSockets, socketOrigin } from './protocol/csp.ts';
import { servePages, type PageServer } from './protocol/serve.ts';
import { DataRoom } from './rooms/data-room.ts';
import { forkDataProcess } from './rooms/data-process.ts';
import { DoorKeeper, type Room } from './rooms/door-keeper.ts';
import { WindowRoom } from './rooms/window-room.ts';
import { openTray, type DeskTray } from './tray/tray.ts';
import { backgroundColour, openDeskWindow } from './windows/desk-window.ts';
import { openPhoneWindow } from './windows/phone-window.ts';
import { showProblem } from './windows/problem-window.ts';
import { shellWords } from './words.ts';

/** How long the phone may take to hang up and un-register when the program quits. */
const PHONE_STOP_MS = 1_500;

export interface ShellOptions {
  readonly configuration: LoadedConfiguration;
  readonly userDataDir: string;
  readonly preferences: Preferences;
  readonly log: Log;
  /** Null without the flag. */
  readonly developmentKeyFile: string | null;
  readonly devServer: string | null;
  readonly devTools: boolean;
  /** SQLite driver of a development runtime; null in a package. */
  readonly nativeBinding: string | null;
}

/** Starts the other rooms, hands them their doors, and then stays out of the way of data. */
export class Shell {
  private readonly options: ShellOptions;
  private readonly desk: WindowRoom;
  private readonly phone: WindowRoom;
  private readonly data: DataRoom<MessagePortMain>;
  private readonly doors: DoorKeeper<MessagePortMain>;
  private readonly attention: Attention;
  private readonly closing: Closing;
  private tray: DeskTray | null = null;
  private startProblem: Problem | null = null;
  private developmentKey = false;
  private activity = { ringing: 0, calls: 0 };
  private unsent = 0;
  private quitting: 'no' | 'under way' | 'done' = 'no';
  private phoneStopped: () => void = () => undefined;

  constructor(options: ShellOptions) {
    this.options = options;
    const { log } = options;
    const common = { now: Date.now, timers, log };
    this.doors = new DoorKeeper<MessagePortMain>({
      channel: () => {
        const { port1, port2 } = new MessageChannelMain();
        return [port1, port2];
      },
      hand: (to, behind, port) => this.hand(to, behind, port),
    });
    this.desk = new WindowRoom({
      ...common, name: 'desk', revive: 'reload',
      open: () => this.openDesk(),
      onLeft: () => this.doors.left('desk'),
      onGiveUp: () => void this.deskGaveUp(),
    });
    this.phone = new WindowRoom({
      ...common, name: 'phone', revive: 'reopen',
      open: () => this.openPhone(),
      onLeft: (crashed) => this.phoneLeft(crashed),
      onGiveUp: () => this.setProblem({ code: 'ROOM_KEEPS_CRASHING' }),
    });
    this.data = new DataRoom<MessagePortMain>({
      ...common,
      fork: (events) => forkDataProcess(join(import.meta.dirname, 'data.js'), log, events),
      keyring: async () => {
        const keyring = await openKeyring(safeStorage, options.developmentKeyFile);
        this.developmentKey = keyring?.kind === 'developmentFile';
        return keyring;
      },
      start: {
        userDataDir: options.userDataDir, hubUrl: options.configuration.hubUrl, caPem: options.configuration.caPem,
        appVersion: app.getVersion(), nativeBinding: options.nativeBinding, runId: randomUUID(),
      },
      onReady: () => this.doors.came('data'),
      onGone: (restarting) => this.dataLeft(restarting),
      onProblem: (problem) => this.setProblem(problem),
      onUnsent: (count) => {
        this.unsent = count;
      },
    });
    this.attention = new Attention({ window: () => this.desk.window, title: () => this.words.product, onOpen: () => this.showDesk() });
    this.closing = new Closing({
      window: () => this.desk.window,
      situation: () => ({
        quitting: this.quitting !== 'no', calls: this.activity.calls, unsent: this.unsent,
        deskPresent: this.doors.isPresent('desk'), onClose: options.configuration.onClose,
      }),
      language: () => options.preferences.get().language,
      askDesk: (question) => emitShellEvent(this.desk.contents, deskShellEvents, 'closeAsked', question),
      quit: () => app.quit(),
    });
  }

  start(): void {
    this.serve();
    this.tray = openTray({ icon: trayIcon, onOpen: () => this.showDesk(), onQuit: () => void this.closing.wish('quit') });
    this.preferencesChanged();
    powerMonitor.on('resume', () => this.wake());
    powerMonitor.on('unlock-screen', () => this.wake());
    this.phone.open();
    this.desk.open();
    void this.data.start();
  }

  /** A second start of the program, the tray, a click on the notification. */
  showDesk(): void {
    const window = this.desk.window;
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  preferencesChanged(): void {
    const { theme, language } = this.options.preferences.get();
    nativeTheme.themeSource = theme;
    this.desk.window?.setBackgroundColor(backgroundColour());
    this.tray?.speak(language);
    this.attention.quiet();
  }

  /** From `before-quit`. @returns whether the program may end now; if not, this quits again once everything is put away */
  mayQuit(): boolean {
    if (this.quitting === 'done') return true;
    if (this.quitting === 'no') {
      this.quitting = 'under way';
      void this.putAway().finally(() => {
        this.quitting = 'done';
        app.quit();
      });
    }
    return false;
  }

  private get words(): (typeof shellWords)[keyof typeof shellWords] {
    return shellWords[this.options.preferences.get().language];
  }

  private serve(): void {
    const { log, preferences } = this.options;
    serveShellCalls({
      host: 'desk', calls: deskShellCalls, contents: () => this.desk.contents, log,
      handlers: {
        'shell.info': () => ok(this.info()),
        'shell.setPrefs': (prefs) => {
          const kept = preferences.set(prefs);
          this.preferencesChanged();
          return ok(kept);
        },
        'shell.ring': (notice) => {
          this.attention.ring(notice);
          return ok({});
        },
        'shell.doors': ({ only }) => {
          this.doors.came('desk', only);
          return ok({});
        },
        'shell.closeAnswer': ({ quit }) => {
          this.closing.answered(quit);
          return ok({});
        },
        'shell.restartData': async () => {
          await this.data.start();
          return ok({});
        },
      },
    });
    serveShellCalls({
      host: 'phone', calls: phoneShellCalls, contents: () => this.phone.contents, log,
      handlers: {
        'phone.doors': () => {
          this.doors.came('phone');
          return ok({});
        },
        'phone.activity': (activity) => {
          this.activity = activity;
          if (activity.ringing === 0) this.attention.quiet();
          return ok({});
        },
        'phone.stopped': () => {
          this.phoneStopped();
          return ok({});
        },
      },
    });
  }

  private openDesk(): BrowserWindow {
    const { options } = this;
    // In memory: nothing a desk page caches may lie on the disk.
    const session = this.lockedSession('desk', 'desk');
    const window = openDeskWindow({
      session, preload: join(import.meta.dirname, '../preload/desk.cjs'), icon, userDataDir: options.userDataDir, devTools: options.devTools,
    });
    guardContents(window.webContents, 'desk', options.log);
    window.on('close', (event) => {
      if (!this.closing.wish('close')) event.preventDefault();
    });
    window.on('focus', () => this.attention.quiet());
    if (options.devTools) window.webContents.openDevTools({ mode: 'detach' });
    return window;
  }

  private openPhone(): BrowserWindow {
    // Persistent: device ids are derived from a salt of the session, and a chosen headset must be found again.
    const session = this.lockedSession('phone', 'persist:phone');
    const window = openPhoneWindow({ session, preload: join(import.meta.dirname, '../preload/phone.cjs'), devTools: this.options.devTools });
    guardContents(window.webContents, 'phone', this.options.log);
    return window;
  }

  private lockedSession(host: 'desk' | 'phone', partition: string): Electron.Session {
    const { configuration, devServer, log } = this.options;
    const session = sessions.fromPartition(partition);
    if (session.protocol.isProtocolHandled('app')) return session;
    const server: PageServer = { root: join(import.meta.dirname, '../renderer'), sipServers: configuration.sipServers, devServer };
    const hotReload = devServer === null ? [] : [devServer, ...hotReloadSockets(host, devServer)];
    const edges = host === 'phone' ? configuration.sipServers.map(socketOrigin) : [];
    guardSession(session, { host, extraOrigins: [...edges, ...hotReload], caPem: configuration.caPem, log });
    servePages(session, host, server);
    return session;
  }

  private hand(to: Room, behind: Room, port: MessagePortMain): void {
    switch (to) {
      case 'desk':
        return handDoor(this.desk.contents, behind, port);
      case 'phone':
        return handDoor(this.phone.contents, behind, port);
      case 'data':
        return behind === 'data' ? port.close() : this.data.handDoor(behind, port);
      default:
        return assertNever(to);
    }
  }

  private info(): ShellInfo {
    const { configuration, preferences } = this.options;
    return {
      version: app.getVersion(), electron: process.versions.electron ?? '', packaged: app.isPackaged,
      hubUrl: configuration.hubUrl, prefs: preferences.get(), developmentKey: this.developmentKey,
      startProblem: this.startProblem === null ? null : {
        code: this.startProblem.code, ...(this.startProblem.params === undefined ? {} : { params: { ...this.startProblem.params } }),
      },
    };
  }

  private setProblem(problem: Problem | null): void {
    this.startProblem = problem;
    emitShellEvent(this.desk.contents, deskShellEvents, 'info', this.info());
  }

  private dataLeft(restarting: boolean): void {
    this.doors.left('data');
    if (restarting) emitShellEvent(this.desk.contents, deskShellEvents, 'roomRestarting', { room: 'data' });
  }

  private phoneLeft(crashed: boolean): void {
    this.doors.left('phone');
    this.activity = { ringing: 0, calls: 0 };
    this.attention.quiet();
    if (crashed) emitShellEvent(this.desk.contents, deskShellEvents, 'roomRestarting', { room: 'phone' });
  }

  /** The desk's page dies again and again: say so on a page of the shell; the phone, and a call in it, go on. */
  private async deskGaveUp(): Promise<void> {
    this.desk.window?.hide();
    const { log, preferences } = this.options;
    const wish = await showProblem({ problem: { code: 'ROOM_KEEPS_CRASHING' }, language: preferences.get().language, icon, log });
    if (wish === 'quit') return void this.closing.wish('quit');
    this.desk.retry();
    this.showDesk();
  }

  private wake(): void {
    this.data.wake();
    emitShellEvent(this.phone.contents, phoneShellEvents, 'wake', {});
  }

  /** Quit order: the phone un-registers while the hub still knows the agent, then the store is closed. */
  private async putAway(): Promise<void> {
    if (this.doors.isPresent('phone')) {
      await new Promise<void>((resolve) => {
        const limit = timers.set(resolve, PHONE_STOP_MS);
        this.phoneStopped = () => {
          timers.clear(limit);
          resolve();
        };
        emitShellEvent(this.phone.contents, phoneShellEvents, 'stop', {});
      });
    }
    await this.data.stop();
    this.tray?.close();
  }
}

const timers: Timers = { set: (run, delayMs) => setTimeout(run, delayMs), clear: (handle) => clearTimeout(handle as NodeJS.Timeout) };
