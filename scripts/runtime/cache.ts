import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './pins.ts';

/**
 * Folder for things that are slow to make (runtime, compiled driver). Outside node_modules, so
 * that `npm ci` keeps it: $XDG_CACHE_HOME or ~/.cache, else inside the clone.
 */
export function cacheRoot(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const preferred = join(base, 'wanhao-desk');
  try {
    mkdirSync(preferred, { recursive: true });
    accessSync(preferred, constants.W_OK);
    return preferred;
  } catch {
    const inside = join(projectRoot, '.runtime', 'cache');
    mkdirSync(inside, { recursive: true });
    return inside;
  }
}

/** Twelve hex digits that change whenever one of the files, or one of the extra strings, changes. */
export function recipeKey(files: readonly string[], extra: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  for (const text of extra) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 12);
}

/**
 * Makes `target` by filling a fresh folder beside it and renaming it into place, so that a killed
 * or concurrent run never leaves half a folder. Does nothing when `target` is already there.
 */
export async function fillOnce(target: string, fill: (dir: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) return;
  const dir = mkdtempSync(`${target}.tmp-`);
  try {
    await fill(dir);
    try {
      renameSync(dir, target);
    } catch (error) {
      if (!existsSync(target)) throw error;
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
