import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime } from '../../../scripts/runtime/electron-path.ts';
import { projectRoot } from '../../../scripts/runtime/pins.ts';
import type { Stack } from './stack.ts';
import { waitFor } from './wait.ts';

export interface DeskAppOptions {
  readonly stack?: Stack;
  /** Profile to use; a fresh one otherwise. */
  readonly userDataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Without it a machine with no key ring refuses to open its store. Default true. */
  readonly developmentKey?: boolean;
  /** Program and app folder, where they are not the prepared runtime and this clone. */
  readonly executable?: string;
  readonly appDir?: string;
  /** Run the renderers in Chromium's real sandbox; needs an ordinary user. */
  readonly sandbox?: boolean;
}

/** The real desktop, unpackaged, with its two windows. */
export class DeskApp {
  readonly app: ElectronApplication;
  readonly userDataDir: string;
  /** What the shell printed, for a failed test. */
  readonly output: string[] = [];
  private readonly ownsProfile: boolean;

  constructor(app: ElectronApplication, userDataDir: string, ownsProfile: boolean) {
    this.app = app;
    this.userDataDir = userDataDir;
    this.ownsProfile = ownsProfile;
    const keep = (chunk: Buffer): void => void this.output.push(chunk.toString('utf8'));
    app.process().stdout?.on('data', keep);
    app.process().stderr?.on('data', keep);
  }

  desk(): Promise<Page> {
    return this.page('app://desk/');
  }

  phone(): Promise<Page> {
    return this.page('app://phone/');
  }

  /** The window whose page begins so; it may still be on its way. */
  page(start: string): Promise<Page> {
    return waitFor(`a window at ${start}`, () => this.app.windows().find((page) => !page.isClosed() && page.url().startsWith(start)));
  }

  /** Lines of the shell's log, oldest first. */
  log(): { event: string; level: string; detail: Record<string, unknown> }[] {
    const file = join(this.userDataDir, 'logs', 'desk.log');
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { event: string; level: string; detail: Record<string, unknown> });
  }

  /** Process id of the data room. */
  async dataPid(): Promise<number> {
    return waitFor('the data room', () => this.app.evaluate(({ app }) => app.getAppMetrics().find((metric) => metric.name === 'Wanhao Desk data')?.pid));
  }

  /** As a power cut would: nothing is put away. */
  async killHard(): Promise<void> {
    const child = this.app.process();
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    await this.app.close().catch(() => undefined);
    if (this.ownsProfile) rmSync(this.userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export async function launchDesk(options: DeskAppOptions): Promise<DeskApp> {
  const runtime = electronRuntime();
  const userDataDir = options.userDataDir ?? mkdtempSync(join(tmpdir(), 'wanhao-desk-'));
  const { stack } = options;
  const app = await _electron.launch({
    executablePath: options.executable ?? runtime.executablePath,
    chromiumSandbox: options.sandbox ?? false,
    // The window's own theme, not Playwright's.
    colorScheme: null,
    args: [
      ...runtime.args.filter((arg) => options.sandbox !== true || arg !== '--no-sandbox'),
      options.appDir ?? projectRoot,
      ...(options.developmentKey === false ? [] : ['--development-key-file']),
      // The device is fake, the permission is not: no --use-fake-ui-for-media-stream, which would bypass the shell's answer.
      '--use-fake-device-for-media-stream',
      ...(stack === undefined ? [] : [`--use-file-for-fake-audio-capture=${stack.voiceFile}`]),
      ...(options.args ?? []),
    ],
    env: {
      ...definedEnvironment(),
      ...runtime.env,
      ...(stack === undefined ? {} : { WANHAO_HUB_URL: stack.hubUrl, WANHAO_SIP_SERVERS: stack.sipUrl }),
      WANHAO_USER_DATA: userDataDir,
      ...options.env,
    },
  });
  return new DeskApp(app, userDataDir, options.userDataDir === undefined);
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith('WANHAO_') && name !== 'ELECTRON_RUN_AS_NODE' && name !== 'NODE_OPTIONS'));
}
