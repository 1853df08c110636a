import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { say } from '../setup/say.mjs';
import { installedVersion, projectRoot } from './pins.ts';

const run = promisify(execFile);
const electronPackage = join(projectRoot, 'node_modules', 'electron');
const probeTimeoutMs = 6_000;
const downloadTimeoutMs = 10 * 60_000;

/** Path of the official binary if the electron package has already unpacked it. */
function unpackedExecutable(): string | undefined {
  const pathFile = join(electronPackage, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const executable = join(electronPackage, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : undefined;
}

/** Folder the releases are downloaded from: Electron's own, or the mirror its tools are told of. */
function releaseFolder(): string {
  const mirror = process.env['npm_config_electron_mirror'] ?? process.env['ELECTRON_MIRROR'];
  return mirror ?? 'https://github.com/electron/electron/releases/download/';
}

async function isReachable(url: string): Promise<boolean> {
  if (process.env['HTTPS_PROXY'] !== undefined || process.env['https_proxy'] !== undefined) return true;
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) });
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Electron as the `electron` package installs it. Asks first, with a short time-out, whether the
 * download can be reached at all, so that a closed network costs seconds and not minutes.
 * @returns path of the executable, or undefined when it cannot be had here
 */
export async function prepareOfficialRuntime(): Promise<string | undefined> {
  const present = unpackedExecutable();
  if (present !== undefined) return present;
  const version = installedVersion('electron');
  const file = `v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
  if (!(await isReachable(`${releaseFolder()}${file}`))) return undefined;
  say(`正在下载 Electron ${version}…`, `Downloading Electron ${version} …`);
  try {
    await run(process.execPath, [join(electronPackage, 'install.js')], {
      timeout: downloadTimeoutMs,
      env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    });
  } catch {
    return undefined;
  }
  return unpackedExecutable();
}
