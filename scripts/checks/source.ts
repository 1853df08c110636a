import { type Dirent, readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, relative } from 'node:path';
import { parseSync } from 'vite';

/** One import, export-from, dynamic import or `import('…')` type of a file. */
export interface Reference {
  /** `shared/lib/clock.ts` for project files, `npm:react` for packages, `node:fs` for built-ins. */
  readonly target: string;
  /** Gone after type stripping, so it cannot tie two modules together at run time. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly references: readonly Reference[];
}

const builtins = new Set(builtinModules);

function resolveTarget(from: string, specifier: string): string {
  const plain = specifier.replace(/[?#](?=[a-z]+$).*$/, '');
  if (plain.startsWith('#shared/')) return `shared/${plain.slice('#shared/'.length)}`;
  if (plain.startsWith('.')) return posix.join(posix.dirname(from), plain);
  if (plain.startsWith('node:')) return plain;
  const [scope = '', name = ''] = plain.split('/');
  const packageName = scope.startsWith('@') ? `${scope}/${name}` : scope;
  return builtins.has(packageName) ? `node:${plain}` : `npm:${packageName}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function literal(node: unknown): string | undefined {
  return isObject(node) && typeof node['value'] === 'string' ? node['value'] : undefined;
}

function onlyTypes(node: Readonly<Record<string, unknown>>): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = node['specifiers'];
  if (!Array.isArray(specifiers) || specifiers.length === 0) return false;
  return specifiers.every((item: unknown) => isObject(item) && (item['importKind'] === 'type' || item['exportKind'] === 'type'));
}

function collect(node: unknown, from: string, found: Reference[]): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, from, found);
    return;
  }
  if (!isObject(node)) return;
  const type = node['type'];
  const specifier = literal(node['source']);
  if (specifier !== undefined && (type === 'ImportDeclaration' || type === 'ExportNamedDeclaration' || type === 'ExportAllDeclaration')) {
    found.push({ target: resolveTarget(from, specifier), typeOnly: onlyTypes(node) });
  } else if (specifier !== undefined && (type === 'ImportExpression' || type === 'TSImportType')) {
    found.push({ target: resolveTarget(from, specifier), typeOnly: type === 'TSImportType' });
  }
  for (const key in node) collect(node[key], from, found);
}

/** Parses one TypeScript file's text; the text need not be on disk. */
export function parseSource(path: string, text: string): SourceFile {
  const result = parseSync(path, text);
  const fault = result.errors[0];
  if (fault !== undefined) throw new Error(`${path}: ${fault.message}`);
  const references: Reference[] = [];
  collect(result.program.body, path, references);
  return { path, text, references };
}

function isSource(entry: Dirent): boolean {
  return entry.isFile() && /\.(ts|tsx|mts)$/.test(entry.name) && !entry.name.endsWith('.d.ts');
}

/** All TypeScript files below the given top-level folders. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter(isSource)
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return parseSource(relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8'));
      }),
  );
}
