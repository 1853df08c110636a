import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../runtime/pins.ts';
import { prepareRuntime } from '../runtime/prepare.ts';
import { electronRuntime } from '../runtime/electron-path.ts';
import { runTask, say } from '../setup/say.mjs';
import { desktopArguments, desktopEnvironment } from '../stack/desktop.ts';
import { openDisplay } from '../stack/display.ts';
import { interrupted } from '../stack/interrupt.ts';
import { parseStackOptions } from '../stack/options.ts';
import { startStack } from '../stack/stack.ts';

await runTask(async () => {
  const options = parseStackOptions(process.argv.slice(2));
  await prepareRuntime('auto');
  const runtime = electronRuntime();
  const stopAsked = interrupted();
  const display = await openDisplay();
  const stack = await startStack(options);
  try {
    const [, ...switches] = desktopArguments(options.stateDir);
    const child = spawn(join(projectRoot, 'node_modules/.bin/electron-vite'), ['dev', '--watch', '--', ...runtime.args, ...switches], {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
      env: { ...process.env, ...display.env, ...runtime.env, ...desktopEnvironment(stack), ELECTRON_EXEC_PATH: runtime.executablePath },
    });
    if (child.pid !== undefined) stack.add('electron-vite', child.pid);
    const closed = new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 0));
    });
    say(`演示账号和口令在：${stack.accountsFile}`, `The demo accounts and passwords are in: ${stack.accountsFile}`);
    stack.offerBell();
    const code = await Promise.race([closed, stopAsked.then(() => 0), stack.failed]);
    child.kill('SIGTERM');
    await closed;
    return code;
  } finally {
    await stack.stop();
    await display.close();
  }
});
