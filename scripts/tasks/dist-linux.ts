import { rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Configuration, Platform, build } from 'electron-builder';
import { projectRoot } from '../runtime/pins.ts';
import { prepareRuntime } from '../runtime/prepare.ts';
import type { RuntimeRecord } from '../runtime/electron-path.ts';
import { bundleDesktop } from '../setup/desktop.ts';
import { SetupProblem, runTask, say } from '../setup/say.mjs';

/** What differs from electron-builder.yml on the fallback runtime: the driver's binary, and a mark that it is no product. */
function fallbackConfiguration(record: RuntimeRecord): Configuration {
  const binding = record.nativeBinding;
  if (binding === null) throw new Error('the fallback runtime comes with a driver of its own');
  return {
    linux: {
      files: [{ from: dirname(binding), to: 'node_modules/better-sqlite3/prebuilds', filter: [basename(binding)] }],
    },
    afterPack: async ({ appOutDir }) => {
      rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
      writeFileSync(join(appOutDir, 'NOT-FOR-DELIVERY.txt'), `Packed for tests with the fallback runtime, Electron ${record.version}.\n`);
    },
  };
}

await runTask(async () => {
  const { values } = parseArgs({ options: { runtime: { type: 'string', default: 'official' } } });
  const choice = values.runtime;
  if (choice !== 'official' && choice !== 'fallback') {
    throw new SetupProblem(`未知运行时：${choice}`, `Unknown runtime: ${choice} (official or fallback)`);
  }
  const record = await prepareRuntime(choice).catch((error: unknown) => {
    if (choice === 'fallback' || !(error instanceof SetupProblem)) throw error;
    throw new SetupProblem(
      '这里无法获得官方 Electron，而替代运行时不可用于交付。如只为测试：npm run dist:linux -- --runtime=fallback',
      'The official Electron cannot be had here, and the fallback must not be delivered. For tests only: npm run dist:linux -- --runtime=fallback',
    );
  });
  bundleDesktop({ onlyIfStale: true });
  rmSync(join(projectRoot, 'release'), { recursive: true, force: true });
  await build({
    projectDir: projectRoot,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      extends: './electron-builder.yml',
      electronVersion: record.version,
      electronDist: dirname(record.executablePath),
      ...(record.kind === 'fallback' ? fallbackConfiguration(record) : {}),
    },
  });
  say('已生成 release/linux-unpacked/wanhao-desk', 'Packed release/linux-unpacked/wanhao-desk');
});
