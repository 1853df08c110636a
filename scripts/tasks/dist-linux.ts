import { rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AfterPackContext, type FileSet, Platform, build } from 'electron-builder';
import { projectRoot } from '../runtime/pins.ts';
import { prepareRuntime } from '../runtime/prepare.ts';
import type { RuntimeRecord } from '../runtime/electron-path.ts';
import { bundleDesktop } from '../setup/desktop.ts';
import { SetupProblem, runTask, say } from '../setup/say.mjs';

/** The driver's binary for this runtime, at the place and under the name where its loader looks. */
function driverBinary(record: RuntimeRecord): FileSet {
  const to = 'node_modules/better-sqlite3/prebuilds';
  const binding = record.nativeBinding;
  if (binding === null) return { from: to, to, filter: [`linux-${process.arch}.node`] };
  return { from: dirname(binding), to, filter: [basename(binding)] };
}

/** Takes the launcher of unpackaged apps out again and marks the folder as no product. */
async function markFallback({ appOutDir }: AfterPackContext): Promise<void> {
  rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  writeFileSync(join(appOutDir, 'NOT-FOR-DELIVERY.txt'), 'Packed for tests with the fallback runtime.\n');
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
      linux: { files: [driverBinary(record)] },
      ...(record.kind === 'fallback' ? { afterPack: markFallback } : {}),
    },
  });
  say('已生成 release/linux-unpacked/wanhao-desk', 'Packed release/linux-unpacked/wanhao-desk');
});
