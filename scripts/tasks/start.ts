import { spawn } from 'node:child_process';
import type { ElectronRuntime } from '../runtime/electron-path.ts';
import { prepareDesktop } from '../setup/desktop.ts';
import { runTask, say } from '../setup/say.mjs';
import { desktopArguments, desktopEnvironment } from '../stack/desktop.ts';
import { hasDisplay } from '../stack/display.ts';
import { driveDesktop } from '../stack/drive.ts';
import { interrupted } from '../stack/interrupt.ts';
import { parseStackOptions } from '../stack/options.ts';
import { type Stack, startStack } from '../stack/stack.ts';

/** Shows the desktop; resolves when the person has closed it. */
function openDesktop(runtime: ElectronRuntime, stack: Stack, stateDir: string): { readonly closed: Promise<number>; close(): void } {
  const child = spawn(runtime.executablePath, [...runtime.args, ...desktopArguments(stateDir)], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...runtime.env, ...desktopEnvironment(stack) },
  });
  if (child.pid !== undefined) stack.add('desktop', child.pid);
  const closed = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
  return { closed, close: () => child.kill('SIGTERM') };
}

await runTask(async () => {
  const options = parseStackOptions(process.argv.slice(2));
  if (!hasDisplay()) {
    say(
      '没有显示器：改为在虚拟显示器上自动运行演示（npm run demo）。',
      'There is no display: running the demo (npm run demo) on a virtual one instead.',
    );
    return driveDesktop('test/demo/main.ts', []);
  }
  const runtime = await prepareDesktop();
  const stopAsked = interrupted();
  const stack = await startStack(options);
  try {
    const desktop = openDesktop(runtime, stack, options.stateDir);
    say(
      `\n坐席台已打开。演示账号和口令在：\n  ${stack.accountsFile}\n按 Ctrl+C 全部停止。`,
      `\nThe desktop is open. The demo accounts and passwords are in:\n  ${stack.accountsFile}\nCtrl+C stops everything.`,
    );
    stack.offerBell();
    const code = await Promise.race([desktop.closed, stopAsked.then(() => 0), stack.failed]);
    say('正在停止…', 'Stopping …');
    desktop.close();
    await desktop.closed;
    return code;
  } finally {
    await stack.stop();
  }
});
