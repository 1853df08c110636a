import { z } from 'zod';

const manifestSchema = z.object({
  imports: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const entrySchema = z.object({
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });

const exact = /^(npm:(@[^/]+\/)?[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Node's way up: the package's own node_modules, then each one further out. */
function isLocked(name: string, from: string, packages: Readonly<Record<string, unknown>>): boolean {
  for (let place = from; ; place = place.slice(0, Math.max(place.lastIndexOf('/node_modules/'), 0))) {
    if (`${place === '' ? '' : `${place}/`}node_modules/${name}` in packages) return true;
    if (place === '') return false;
  }
}

/**
 * What is wrong with package.json and its lock: versions that float, an import alias that leaves the
 * project, packages without a digest, addresses of a registry (every site uses its own), and platform
 * packages left out (`npm ci` refuses such a lock; they are, where the registry lacked them).
 */
export function packageProblems(manifestText: string, lockText: string): string[] {
  const manifest = manifestSchema.parse(JSON.parse(manifestText));
  const lock = lockSchema.parse(JSON.parse(lockText));
  const problems: string[] = [];
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    if (!exact.test(version)) problems.push(`${name}: "${version}" is not one exact version`);
  }
  for (const [alias, target] of Object.entries(manifest.imports)) {
    if (!target.startsWith('./') || /:\/\//.test(target)) problems.push(`imports "${alias}" leaves the project: ${target}`);
  }
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '' || entry.link === true) continue;
    if (entry.resolved !== undefined) problems.push(`package-lock.json names an address for ${path}`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isLocked(name, path, lock.packages)) problems.push(`package-lock.json lacks ${name}, wanted by ${path}`);
    }
    if (entry.integrity === undefined) problems.push(`package-lock.json has no digest for ${path}`);
  }
  return problems;
}
