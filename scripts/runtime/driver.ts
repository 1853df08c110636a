import { execFile } from 'node:child_process';
import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SetupProblem, say } from '../setup/say.mjs';
import { compilerProblem } from '../setup/system.mjs';
import { cacheRoot, fillOnce, recipeKey } from './cache.ts';
import { installedVersion, projectRoot } from './pins.ts';

const run = promisify(execFile);
const patchFile = join(import.meta.dirname, 'napi9.patch');
const modules = join(projectRoot, 'node_modules');
/** The name the package's own loader looks for in its folder of binaries. */
const binaryName = `${process.platform}-${process.arch}.node`;

/**
 * Compiles the SQLite driver for Node-API 9 into the cache (first time only, about 100 s).
 * Called for runtimes too old for the published binary.
 * @returns path of the binary, for the driver's `nativeBinding` option
 */
export async function prepareDriver(): Promise<string> {
  const version = installedVersion('better-sqlite3');
  const key = recipeKey([import.meta.filename, patchFile], [version, process.arch]);
  const target = join(cacheRoot(), `better-sqlite3-${version}-napi9-${key}`);
  await fillOnce(target, async (dir) => {
    const problem = compilerProblem();
    if (problem !== undefined) throw problem;
    say(
      '正在为替代运行时编译 SQLite 驱动（约 100 秒，只此一次）…',
      'Compiling the SQLite driver for the fallback runtime (about 100 s, once) …',
    );
    const source = join(dir, 'source');
    cpSync(join(modules, 'better-sqlite3'), source, { recursive: true, filter: (file) => !file.endsWith('.node') });
    try {
      await run('patch', ['-p1', '--batch', '--silent', '-i', patchFile], { cwd: source });
      await compile(source);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new SetupProblem(`SQLite 驱动编译失败：\n${detail}`, `Compiling the SQLite driver failed:\n${detail}`);
    }
    renameSync(join(source, binaryName), join(dir, binaryName));
    rmSync(source, { recursive: true });
  });
  return join(target, binaryName);
}

/** The `defines` list of the package's own build file, as compiler arguments. */
function sqliteDefines(source: string): string[] {
  const gypi = readFileSync(join(source, 'deps', 'defines.gypi'), 'utf8');
  const list = gypi.slice(gypi.indexOf('['));
  return [...list.matchAll(/'([^']+)'/g)].map((match) => `-D${match[1]}`);
}

/**
 * The package's binding.gyp in two compiler calls, with its flags but for link-time optimisation;
 * node-gyp would want Python, make and a full set of Node headers for the same result.
 */
async function compile(source: string): Promise<void> {
  const common = ['-c', '-fPIC', '-pthread', '-O3', '-DNDEBUG', '-D_LARGEFILE_SOURCE', '-D_FILE_OFFSET_BITS=64'];
  const defines = sqliteDefines(source);
  const includes = ['-Ideps/sqlite3', `-I${join(modules, 'node-addon-api')}`, `-I${join(modules, 'node-api-headers', 'include')}`];
  const addon = ['-DNAPI_VERSION=9', '-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'];
  const cpp = ['-std=c++20', '-fno-rtti', '-fno-exceptions', '-fvisibility=hidden', '-fvisibility-inlines-hidden'];
  await Promise.all([
    run('gcc', [...common, '-std=c99', '-w', ...defines, 'deps/sqlite3/sqlite3.c', '-o', 'sqlite3.o'], { cwd: source }),
    run('g++', [...common, ...cpp, ...addon, ...defines, ...includes, 'src/better_sqlite3.cpp', '-o', 'addon.o'], { cwd: source }),
  ]);
  const link = ['-shared', '-pthread', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-o', binaryName];
  await run('g++', [...link, 'addon.o', 'sqlite3.o', '-ldl'], { cwd: source });
}
