import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupProblem, runTask, say } from '../setup/say.mjs';
import { assertLibraries } from '../setup/system.mjs';
import { prepareDriver } from './driver.ts';
import { type RuntimeRecord, readRecord, recordFile } from './electron-path.ts';
import { prepareFallbackRuntime } from './fallback.ts';
import { prepareOfficialRuntime } from './official.ts';
import { fallbackRuntime, firstMajorWithNodeApi10, installedVersion } from './pins.ts';

/** `auto` takes the official runtime where it can be had and the fallback elsewhere. */
export type RuntimeChoice = 'auto' | 'official' | 'fallback';

function isCurrent(record: RuntimeRecord, choice: RuntimeChoice): boolean {
  if (choice !== 'auto' && choice !== record.kind) return false;
  return record.version === (record.kind === 'official' ? installedVersion('electron') : fallbackRuntime.electronVersion);
}

async function officialRecord(): Promise<RuntimeRecord | undefined> {
  const executablePath = await prepareOfficialRuntime();
  if (executablePath === undefined) return undefined;
  const version = installedVersion('electron');
  const nativeBinding = Number.parseInt(version, 10) >= firstMajorWithNodeApi10 ? null : await prepareDriver();
  return { kind: 'official', version, executablePath, nativeBinding };
}

async function fallbackRecord(): Promise<RuntimeRecord> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupProblem(
      '无法下载官方 Electron，替代运行时只有 Linux x64 版。请检查网络，或设置 ELECTRON_MIRROR。',
      'Electron cannot be downloaded, and the fallback exists for Linux x64 only. Check the network or set ELECTRON_MIRROR.',
    );
  }
  const [folder, nativeBinding] = await Promise.all([prepareFallbackRuntime(), prepareDriver()]);
  return { kind: 'fallback', version: fallbackRuntime.electronVersion, executablePath: join(folder, 'electron'), nativeBinding };
}

/** Makes sure that this machine has an Electron and an SQLite driver for it, and records where they are. */
export async function prepareRuntime(choice: RuntimeChoice): Promise<RuntimeRecord> {
  const known = readRecord();
  if (known !== undefined && isCurrent(known, choice)) return known;
  const official = choice === 'fallback' ? undefined : await officialRecord();
  if (official === undefined && choice === 'official') {
    throw new SetupProblem('官方 Electron 无法下载。', 'The official Electron cannot be downloaded.');
  }
  const record = official ?? (await fallbackRecord());
  assertLibraries(record.executablePath);
  mkdirSync(dirname(recordFile), { recursive: true });
  const draft = `${recordFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(draft, recordFile);
  say(`运行时：Electron ${record.version}（${record.kind}）`, `Runtime: Electron ${record.version} (${record.kind})`);
  return record;
}

function parseChoice(value: string): RuntimeChoice {
  if (value === 'auto' || value === 'official' || value === 'fallback') return value;
  throw new SetupProblem(`未知运行时：${value}`, `Unknown runtime: ${value} (auto, official or fallback)`);
}

if (import.meta.main) {
  await runTask(async () => {
    const { values } = parseArgs({ options: { runtime: { type: 'string', default: 'auto' } } });
    await prepareRuntime(parseChoice(values.runtime));
  });
}
