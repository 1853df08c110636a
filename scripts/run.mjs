// @ts-check
// Entry of every npm script. Plain built-ins, runs on the machine's own Node (20 or later) with nothing
// installed: it installs what is missing, then hands over to the task on the project's Node 24.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages, projectNode } from './setup/packages.mjs';
import { SetupProblem, runTask } from './setup/say.mjs';
import { ensureSystemPackages, oldNodeText } from './setup/system.mjs';
import { helpText, tasks } from './tasks.mjs';

const [name = '', ...args] = process.argv.slice(2);
const task = tasks[name];

/**
 * Runs the task in the foreground and takes over its exit code. Ctrl+C at a terminal reaches it by
 * itself; a signal meant for us is passed on, so that nothing is left behind.
 * @param {string} file
 * @returns {Promise<number>}
 */
function handOver(file) {
  const child = spawn(projectNode, [join(dirname(fileURLToPath(import.meta.url)), file), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(projectNode)}:${process.env['PATH'] ?? ''}` },
  });
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

await runTask(async () => {
  if (task === undefined) {
    throw new SetupProblem(`没有名为 ${name} 的任务。`, `There is no task named ${name}. Known: ${Object.keys(tasks).join(', ')}`);
  }
  const helpAsked = args.includes('--help') || args.includes('-h');
  if (helpAsked && !(task.ownHelp && existsSync(projectNode))) {
    process.stdout.write(helpText(name, task));
    return 0;
  }
  if (Number.parseInt(process.versions.node, 10) < 20) {
    process.stderr.write(`${oldNodeText()}\n`);
    return 1;
  }
  if (helpAsked) return handOver(task.file);
  ensurePackages();
  if (task.display) ensureSystemPackages();
  return handOver(task.file);
});
