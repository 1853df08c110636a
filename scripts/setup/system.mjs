// @ts-check
// Plain built-ins: this runs on the machine's own Node before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupProblem, both, say } from './say.mjs';

/** What Electron, its display and its sound need on Debian 12, and what the driver's build needs. */
const wantedPackages = [
  'xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libdrm2', 'libxshmfence1', 'libxcomposite1',
  'libxdamage1', 'libxrandr2', 'libcups2', 'libatk-bridge2.0-0', 'libsecret-1-0', 'dbus', 'gnome-keyring', 'fonts-noto-cjk',
];
const compilerPackages = ['gcc', 'g++', 'libc6-dev', 'patch'];

/**
 * Debian packages of the list that are not installed.
 * @param {readonly string[]} names
 */
function missingPackages(names) {
  const result = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\n', ...names], { encoding: 'utf8' });
  const installed = new Set();
  for (const line of (result.stdout ?? '').split('\n')) {
    const [name, status] = line.split(' ');
    if (status === 'ii') installed.add(name);
  }
  return names.filter((name) => !installed.has(name));
}

/** @param {readonly string[]} names */
function aptCommand(names) {
  return `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

/** @param {string} command */
function onPath(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}

/**
 * Why the driver cannot be compiled here, or undefined when it can.
 * @returns {SetupProblem | undefined}
 */
export function compilerProblem() {
  const missing = ['gcc', 'g++', 'patch'].filter((command) => !onPath(command));
  if (missing.length === 0) return undefined;
  const command = `sudo sh -c '${aptCommand(compilerPackages)}'`;
  return new SetupProblem(
    `缺少编译器（${missing.join('、')}）。请运行：\n  ${command}`,
    `No compiler (${missing.join(', ')} missing). Run:\n  ${command}`,
  );
}

/** Noted in the clone once apt has done its part, for systems that give these packages other names. */
const doneFile = join(dirname(fileURLToPath(import.meta.url)), '../../.runtime/system-packages');

/**
 * System libraries: installed with apt when we are root on Debian or a relative of it, else the
 * exact command is shown and we go on: whether something is really missing, its first use tells.
 */
export function ensureSystemPackages() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const missing = missingPackages(wantedPackages);
  if (['gcc', 'g++', 'patch'].some((command) => !onPath(command))) missing.push(...missingPackages(compilerPackages));
  const list = missing.join(' ');
  if (missing.length === 0 || (existsSync(doneFile) && readFileSync(doneFile, 'utf8') === list)) return;
  const command = aptCommand(missing);
  if (process.getuid?.() !== 0) {
    say(
      `可能缺少系统软件包。如遇问题请由管理员运行：\n  sudo sh -c '${command}'`,
      `System packages may be missing. If something fails, have an administrator run:\n  sudo sh -c '${command}'`,
    );
    return;
  }
  say(`正在安装系统软件包：${list}`, `Installing system packages: ${list}`);
  const result = spawnSync('sh', ['-c', command], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status === 0) {
    mkdirSync(dirname(doneFile), { recursive: true });
    writeFileSync(doneFile, missingPackages(missing).join(' '));
    return;
  }
  process.stderr.write(`${result.stdout}\n${result.stderr}\n`);
  throw new SetupProblem(`系统软件包安装失败，原因见上：\n  ${command}`, `Installing the system packages failed, see above:\n  ${command}`);
}

/**
 * Shared libraries a program lacks, by the loader's own word.
 * @param {string} executable
 */
export function assertLibraries(executable) {
  if (process.platform !== 'linux') return;
  const listing = spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout ?? '';
  const missing = [...listing.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
  if (missing.length === 0) return;
  const command = `sudo sh -c '${aptCommand(wantedPackages)}'`;
  throw new SetupProblem(
    `缺少系统库 ${missing.join('、')}。在 Debian 上请运行：\n  ${command}`,
    `Shared libraries are missing: ${missing.join(', ')}. On Debian run:\n  ${command}`,
  );
}

/** Text for a machine whose Node is too old; used before anything else is loaded. */
export function oldNodeText() {
  return both(
    `需要 Node.js 20 或更高版本，当前为 ${process.version}。`,
    `Node.js 20 or later is needed; this is ${process.version}.`,
  );
}
