import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../runtime/pins.ts';
import { packageProblems } from './packages.ts';

const manifest = (change: object): string => JSON.stringify({ imports: { '#shared/*': './shared/*' }, dependencies: { zod: '4.6.7' }, devDependencies: {}, ...change });
const lock = (entry: object): string => JSON.stringify({ packages: { '': {}, 'node_modules/zod': { integrity: 'sha512-x', ...entry } } });

describe('package.json and its lock', () => {
  it('are fine as they stand in this repository', () => {
    const read = (name: string): string => readFileSync(join(projectRoot, name), 'utf8');
    expect(packageProblems(read('package.json'), read('package-lock.json'))).toEqual([]);
  });

  it.each([
    ['a floating version', manifest({ dependencies: { zod: '^4.6.7' } }), lock({})],
    ['a version from the network', manifest({ devDependencies: { zod: 'git+ssh://somewhere/zod.git' } }), lock({})],
    ['an alias out of the project', manifest({ imports: { '#x': 'https://somewhere/x.js' } }), lock({})],
    ['an address in the lock', manifest({}), lock({ resolved: 'https://somewhere/zod.tgz' })],
    ['a platform package left out', manifest({}), lock({ optionalDependencies: { 'zod-win32': '1.0.0' } })],
    ['a package without digest', manifest({}), lock({ integrity: undefined })],
  ])('%s is refused', (_, manifestText, lockText) => {
    expect(packageProblems(manifestText, lockText)).toHaveLength(1);
  });
});
