import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../runtime/pins.ts';
import { directionViolations } from './directions.ts';
import { packageProblems } from './packages.ts';
import { readSources } from './source.ts';
import { type Step, toolStep } from './step.ts';

const sourceFolders = ['shared', 'electron', 'renderer', 'server', 'scripts', 'test'];
const read = (name: string): string => readFileSync(join(projectRoot, name), 'utf8');

const directions: Step = {
  name: 'import directions',
  run: async () =>
    directionViolations(readSources(projectRoot, sourceFolders))
      .map((item) => `${item.file}\n  ⇏ ${item.target}\n  ${item.rule}`)
      .join('\n'),
};

const packages: Step = {
  name: 'package.json and lock',
  run: async () => packageProblems(read('package.json'), read('package-lock.json')).join('\n'),
};

/** Everything `npm run check` looks at, the slow ones first. */
export const checkSteps: readonly Step[] = [
  toolStep('lint', 'oxlint', ['--type-aware', '--deny-warnings']),
  toolStep('types: electron, server, scripts', 'tsc', ['-p', 'tsconfig.node.json']),
  toolStep('types: windows', 'tsc', ['-p', 'tsconfig.web.json']),
  toolStep('types: e2e', 'tsc', ['-p', 'tsconfig.e2e.json']),
  toolStep('types: shared', 'tsc', ['-p', 'tsconfig.shared.json']),
  toolStep('dead code', 'knip', ['--no-progress', '--treat-config-hints-as-errors']),
  directions,
  packages,
];
