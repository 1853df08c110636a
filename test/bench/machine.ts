import type { Page } from '@playwright/test';
import { statSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { DeskApp } from '../e2e/support/desk-app.ts';
import { rounded } from './figures.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly os: string;
  readonly node: string;
  readonly electron: string;
  readonly chromium: string;
  /** Chromium's word for who composes the pages: `enabled` is a graphics processor. */
  readonly gpuCompositing: string;
  /** Median time between two animation frames of the desk, ms. */
  readonly frameMs: number;
  readonly window: string;
  /** Load averages of one minute, before the first and after the last call: what else ran. */
  load: { readonly before: number; readonly after: number };
}

export async function describeMachine(app: DeskApp, desk: Page): Promise<Machine> {
  const shell = await app.app.evaluate(({ app: electron }) => ({
    electron: process.versions['electron'] ?? '', chromium: process.versions['chrome'] ?? '', gpu: electron.getGPUFeatureStatus().gpu_compositing,
  }));
  const page = await desk.evaluate(async () => {
    const times: number[] = [];
    for (let frame = 0; frame < 61; frame += 1) times.push(await new Promise<number>((resolve) => requestAnimationFrame(resolve)));
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0)).sort((a, b) => a - b);
    return { frameMs: gaps[30] ?? 0, window: `${innerWidth}×${innerHeight} @${devicePixelRatio}` };
  });
  return {
    cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), os: `${process.platform} ${release()}`,
    node: process.versions.node, electron: shell.electron, chromium: shell.chromium, gpuCompositing: shell.gpu,
    frameMs: rounded(page.frameMs), window: page.window, load: { before: load(), after: 0 },
  };
}

export function load(): number {
  return rounded(loadavg()[0] ?? 0);
}

/** Size of the desk's two databases with what is not yet written back, in MB. */
export function storeSizes(app: DeskApp): { readonly cacheMb: number; readonly outboxMb: number } {
  const megabytes = (name: string): number => {
    const bytes = [name, `${name}-wal`].map((file) => statSync(join(app.userDataDir, 'store', file), { throwIfNoEntry: false })?.size ?? 0);
    return rounded(bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20);
  };
  return { cacheMb: megabytes('cache.db'), outboxMb: megabytes('outbox.db') };
}
