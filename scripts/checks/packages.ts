import { z } from 'zod';

const manifestSchema = z.object({
  imports: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const lockSchema = z.object({ packages: z.record(z.string(), z.object({ resolved: z.string().optional(), integrity: z.string().optional(), link: z.boolean().optional() })) });

const exact = /^(npm:(@[^/]+\/)?[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * What is wrong with package.json and its lock: versions that float, an import alias that leaves the
 * project, packages without a digest, and addresses of a registry (every site uses its own).
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
    if (entry.integrity === undefined) problems.push(`package-lock.json has no digest for ${path}`);
  }
  return problems;
}
