import type { SourceFile } from './source.ts';

/** A file that breaks a rule; `target` is what it must not import, or the words it must not contain. */
export interface Violation {
  readonly file: string;
  readonly target: string;
  readonly rule: string;
}

interface ImportRule {
  readonly rule: string;
  /** The files it speaks about. */
  readonly from: RegExp;
  /** The imports it speaks about; all when absent. */
  readonly to?: RegExp;
  /** What is allowed of those; nothing when absent. */
  readonly allow?: RegExp;
  /** Tests may do it too. */
  readonly sparesTests?: true;
}

const test = /\.test\.tsx?$|^test\/|\/testing\//;
/** Packages small and pure enough to run in every room. */
const pureNpm = 'npm:(zod|libphonenumber-js|uuid|pinyin-pro)$';

const importRules: readonly ImportRule[] = [
  { rule: 'shared imports only shared code and small pure packages', from: /^shared\//, allow: new RegExp(`^shared/|^${pureNpm}`), sparesTests: true },
  { rule: 'shared: contract → domain → lib', from: /^shared\/lib\//, to: /^shared\//, allow: /^shared\/lib\//, sparesTests: true },
  { rule: 'shared: contract → domain → lib', from: /^shared\/domain\//, to: /^shared\//, allow: /^shared\/(domain|lib)\//, sparesTests: true },
  { rule: 'a room imports itself and shared', from: /^electron\/main\//, to: /^(electron|renderer|server)\//, allow: /^electron\/main\// },
  { rule: 'a room imports itself and shared', from: /^electron\/preload\//, to: /^(electron|renderer|server)\//, allow: /^electron\/preload\// },
  { rule: 'a room imports itself and shared', from: /^electron\/data\//, to: /^(electron|renderer|server)\//, allow: /^electron\/data\// },
  { rule: 'a room imports itself and shared', from: /^renderer\/phone\//, to: /^(electron|renderer|server)\//, allow: /^renderer\/phone\// },
  { rule: 'a room imports itself and shared', from: /^renderer\/desk\//, to: /^(electron|renderer|server)\//, allow: /^renderer\/desk\// },
  { rule: 'a room imports itself and shared', from: /^server\//, to: /^(electron|renderer)\// },
  { rule: 'the training line and the hub are two programs', from: /^server\/training\//, to: /^server\//, allow: /^server\/training\// },
  { rule: 'the training line and the hub are two programs', from: /^server\/(?!training\/)/, to: /^server\/training\// },
  { rule: 'only electron/main and electron/preload import electron', from: /^(?!electron\/(main|preload)\/)(?!test\/)/, to: /^npm:electron$/ },
  { rule: 'sip.js stays in the phone room and the training line', from: /^(?!renderer\/phone\/)(?!server\/training\/)/, to: /^npm:sip\.js$/, sparesTests: true },
  { rule: 'better-sqlite3 stays in the data room', from: /^(electron\/(main|preload)|renderer|server|shared)\//, to: /^npm:better-sqlite3$/ },
  { rule: 'renderers and shared know nothing of Node', from: /^(renderer|shared)\//, to: /^node:/, sparesTests: true },
  { rule: 'the phone room has no React', from: /^renderer\/phone\//, to: /^npm:(react|react-dom|antd|react-i18next|zustand)$/ },
  { rule: 'desk: app → features → ui', from: /^renderer\/desk\/(ui|i18n)\//, to: /^renderer\/desk\/(app|features)\// },
  { rule: 'desk: app → features → ui', from: /^renderer\/desk\/features\//, to: /^renderer\/desk\/app\// },
  { rule: 'server: transports → features → sync, db', from: /^server\/(sync|db)\//, to: /^server\/(?!(sync|db|lib)\/)[^/]+\//, sparesTests: true },
  { rule: 'server: transports → features → sync, db', from: /^server\/(?!(socket|http|training)\/)[^/]+\//, to: /^server\/(socket|http)\//, sparesTests: true },
  { rule: 'the product does not import tests or tools', from: /^(shared|electron|renderer|server)\//, to: /^(test|scripts)\/|\.test\.tsx?$/, sparesTests: true },
  { rule: 'tools do not import the product', from: /^scripts\//, to: /^(electron|renderer|server)\// },
];

/** Words that belong to some files only. */
const textRules: readonly { readonly rule: string; readonly words: RegExp; readonly within: RegExp; readonly allow: RegExp }[] = [
  {
    rule: 'messages to windows go through the parsed doors',
    words: /webContents\s*\.\s*(send|postMessage)\b/,
    within: /^electron\//,
    allow: /^electron\/main\/ipc\//,
  },
  { rule: 'one file of the desk touches the doors', words: /\bwindow\.shell\b/, within: /^renderer\/desk\//, allow: /^renderer\/desk\/app\/doors\.ts$/ },
];

/** At most one file of the folder may import the package. */
const singleUseRules: readonly { readonly rule: string; readonly within: RegExp; readonly target: string }[] = [
  { rule: 'one file of the phone room imports sip.js', within: /^renderer\/phone\//, target: 'npm:sip.js' },
];

const feature = /^renderer\/desk\/features\/([^/]+)\//;

function importViolations(file: SourceFile): Violation[] {
  const found: Violation[] = [];
  for (const { target } of file.references) {
    for (const rule of importRules) {
      if (!rule.from.test(file.path) || (rule.sparesTests === true && test.test(file.path))) continue;
      if ((rule.to?.test(target) ?? true) && !(rule.allow?.test(target) ?? false)) found.push({ file: file.path, target, rule: rule.rule });
    }
    const own = feature.exec(file.path)?.[1];
    const other = feature.exec(target)?.[1];
    if (own !== undefined && other !== undefined && own !== other) {
      found.push({ file: file.path, target, rule: 'no feature of the desk imports another' });
    }
  }
  return found;
}

function textViolations(file: SourceFile): Violation[] {
  return textRules
    .filter((rule) => rule.within.test(file.path) && !rule.allow.test(file.path) && !test.test(file.path) && rule.words.test(file.text))
    .map((rule) => ({ file: file.path, target: rule.words.source, rule: rule.rule }));
}

function singleUseViolations(files: readonly SourceFile[]): Violation[] {
  return singleUseRules.flatMap(({ rule, within, target }) => {
    const users = files.filter((file) => within.test(file.path) && !test.test(file.path) && file.references.some((item) => item.target === target));
    return users.slice(1).map((file) => ({ file: file.path, target, rule: `${rule} (${users[0]?.path ?? ''} does already)` }));
  });
}

/** Import cycles that exist at run time, each once, as the path back to its first file. */
function cycles(files: readonly SourceFile[]): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: Violation[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.push({ file: path, target: [...trail.slice(start), path].join(' → '), rule: 'no import cycles' });
      return;
    }
    if (done.has(path)) return;
    for (const { target, typeOnly } of byPath.get(path)?.references ?? []) {
      if (!typeOnly && byPath.has(target)) visit(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const file of files) visit(file.path, []);
  return found;
}

/** Everything in these files that breaks "who may know whom". */
export function directionViolations(files: readonly SourceFile[]): Violation[] {
  return [...files.flatMap(importViolations), ...files.flatMap(textViolations), ...singleUseViolations(files), ...cycles(files)];
}
