import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronRuntime, electronRuntime } from '../runtime/electron-path.ts';
import { projectRoot } from '../runtime/pins.ts';
import { type RuntimeChoice, prepareRuntime } from '../runtime/prepare.ts';
import { SetupProblem, say } from './say.mjs';

const out = join(projectRoot, 'out');
const stamp = join(out, '.built');
const sources = ['electron', 'renderer', 'shared', 'resources', 'package-lock.json', 'electron.vite.config.ts'];

/** Latest change, in ms since the epoch, of a file or of anything in a folder. */
function lastChange(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, lastChange(join(path, name))), stat.mtimeMs);
}

/** Bundles the desktop into out/. With `onlyIfStale`, does nothing when no source is newer than the last bundle. */
export function bundleDesktop(options: { readonly onlyIfStale: boolean }): void {
  const newest = Math.max(...sources.map((name) => lastChange(join(projectRoot, name))));
  if (options.onlyIfStale && existsSync(stamp) && statSync(stamp).mtimeMs > newest) return;
  say('正在打包坐席台…', 'Bundling the desktop …');
  for (const part of ['main', 'preload', 'renderer']) rmSync(join(out, part), { recursive: true, force: true });
  const result = spawnSync(join(projectRoot, 'node_modules/.bin/electron-vite'), ['build', '--logLevel', 'warn'], {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}\n${result.stderr}\n`);
    throw new SetupProblem('打包失败，原因见上。', 'Bundling failed; the reason is above.');
  }
  writeFileSync(stamp, '');
}

/** Everything needed to launch the desktop unpackaged: runtime, driver, bundle. */
export async function prepareDesktop(choice: RuntimeChoice = 'auto'): Promise<ElectronRuntime> {
  await prepareRuntime(choice);
  bundleDesktop({ onlyIfStale: true });
  return electronRuntime();
}
