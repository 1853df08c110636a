import type { Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeskApp } from '../e2e/support/desk-app.ts';
import type { Stack } from '../e2e/support/stack.ts';
import { waitFor } from '../e2e/support/wait.ts';
import { deskFigures } from './desk-watch.ts';

const FIRST_SYNC_MS = 15 * 60_000;
const QUIET_PERCENT = 12;
const QUIET_FOR_SECONDS = 3;

export interface ReadyJob {
  readonly stack: Stack;
  readonly app: DeskApp;
  readonly desk: Page;
  readonly agent: string;
  readonly customers: number;
  readonly say: (text: string) => void;
  readonly stopped: AbortSignal;
}

/** Signs in by the form and goes ready, waits for all customers to be on this desk and for everything to calm down. */
export async function makeReady(job: ReadyJob): Promise<void> {
  const { stack, app, desk, agent, customers, say, stopped } = job;
  await app.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://desk/'));
    window?.show();
    window?.focus();
  });
  await desk.locator('input[name="agentNo"]').fill(agent);
  await desk.locator('input[name="password"]').fill(stack.account(agent).password);
  await desk.keyboard.press('Enter');
  await waitFor('the softphone to register', async () => ((await stack.control.registered(agent)) ? true : undefined), 60_000);
  let said = 0;
  await waitFor('the first sync', async () => {
    stopped.throwIfAborted();
    const figures = await deskFigures(desk);
    if (figures.customers > said + customers / 5) {
      said = figures.customers;
      say(`首次同步 first sync: ${said}/${customers}`);
    }
    return figures.customers >= customers && !figures.loading && figures.hub === 'online' ? true : undefined;
  }, FIRST_SYNC_MS, 500);
  await waitFor('the state 就绪', async () => {
    if ((await deskFigures(desk)).state === 'ready') return true;
    await desk.keyboard.press('Alt+1');
    return undefined;
  }, 15_000, 500);
  await calmDown(app);
}

/** Indexes are built after the first sync; nobody measures into that. */
async function calmDown(app: DeskApp): Promise<void> {
  let quiet = 0;
  for (let second = 0; second < 120 && quiet < QUIET_FOR_SECONDS; second += 1) {
    await pause(1_000);
    const percent = await app.app.evaluate(({ app: electron }) => electron.getAppMetrics().reduce((sum, metric) => sum + metric.cpu.percentCPUUsage, 0));
    quiet = percent < QUIET_PERCENT ? quiet + 1 : 0;
  }
}
