import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type Page, chromium } from '@playwright/test';
import { projectRoot } from '../../scripts/runtime/pins.ts';

/** The packaged desktop, driven over the DevTools protocol: its fuses refuse the inspector Playwright's launcher needs. */
export interface PackagedDesktop {
  /** Waits for the window whose address contains `part`. */
  page(part: string): Promise<Page>;
  close(): Promise<void>;
}

export const executable = join(projectRoot, 'release/linux-unpacked/wanhao-desk');

/** Starts the package with a profile of its own. */
export async function startPackage(userDataDir: string, env: Readonly<Record<string, string>> = {}): Promise<PackagedDesktop> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...sandbox, '--remote-debugging-port=0', `--user-data-dir=${userDataDir}`, '--development-key-file'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said: string[] = [];
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the package ended with code ${code ?? 'none'}\n${said.join('\n')}`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const browser: Browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the package has no browser context');
  return {
    page: async (part) => context.pages().find((page) => page.url().includes(part)) ?? context.waitForEvent('page', (page) => page.url().includes(part)),
    close: async () => {
      await browser.close();
      child.kill('SIGTERM');
      await ended;
    },
  };
}
