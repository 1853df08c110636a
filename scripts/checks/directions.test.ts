import { describe, expect, it } from 'vitest';
import { directionViolations } from './directions.ts';
import { parseSource } from './source.ts';

const check = (files: Record<string, string>): string[] =>
  directionViolations(Object.entries(files).map(([path, text]) => parseSource(path, text))).map((item) => `${item.file} ⇏ ${item.target}`);

describe('who may know whom', () => {
  it.each([
    ['shared/lib/a.ts', `import { x } from '../domain/x.ts';`, 'shared/domain/x.ts'],
    ['shared/domain/a.ts', `import { x } from '#shared/contract/x.ts';`, 'shared/contract/x.ts'],
    ['shared/domain/a.ts', `import { readFile } from 'node:fs/promises';`, 'node:fs/promises'],
    ['shared/domain/a.ts', `import React from 'react';`, 'npm:react'],
    ['electron/data/store/a.ts', `import { app } from 'electron';`, 'npm:electron'],
    ['electron/data/store/a.ts', `import type { App } from 'electron';`, 'npm:electron'],
    ['electron/data/a.ts', `export { x } from '../main/x.ts';`, 'electron/main/x.ts'],
    ['electron/main/a.ts', `const x = await import('../../server/db/x.ts');`, 'server/db/x.ts'],
    ['electron/main/a.ts', `import Database from 'better-sqlite3';`, 'npm:better-sqlite3'],
    ['renderer/desk/app/a.tsx', `import { x } from '../../phone/x.ts';`, 'renderer/phone/x.ts'],
    ['renderer/desk/features/call/a.ts', `import { UserAgent } from 'sip.js';`, 'npm:sip.js'],
    ['renderer/desk/features/call/a.ts', `import { x } from '../fault/x.ts';`, 'renderer/desk/features/fault/x.ts'],
    ['renderer/desk/features/call/a.ts', `import { x } from '../../app/x.ts';`, 'renderer/desk/app/x.ts'],
    ['renderer/desk/ui/a.tsx', `import { x } from '../features/call/x.ts';`, 'renderer/desk/features/call/x.ts'],
    ['renderer/phone/a.ts', `import { useState } from 'react';`, 'npm:react'],
    ['renderer/phone/a.ts', `type T = import('node:fs').Stats;`, 'node:fs'],
    ['server/db/a.ts', `import { x } from '../tickets/x.ts';`, 'server/tickets/x.ts'],
    ['server/tickets/a.ts', `import { x } from '../socket/x.ts';`, 'server/socket/x.ts'],
    ['server/training/a.ts', `import { x } from '../db/x.ts';`, 'server/db/x.ts'],
    ['server/main.ts', `import { x } from './training/x.ts';`, 'server/training/x.ts'],
    ['server/a.ts', `import { x } from '../test/support/x.ts';`, 'test/support/x.ts'],
  ])('%s must not have: %s', (path, text, target) => {
    expect(check({ [path]: text })).toContain(`${path} ⇏ ${target}`);
  });

  it('lets the rooms use what they are meant to', () => {
    expect(
      check({
        'shared/contract/a.ts': `import { z } from 'zod'; import { x } from '#shared/domain/x.ts';`,
        'electron/main/a.ts': `import { app } from 'electron'; import { join } from 'node:path'; import { x } from '#shared/lib/x.ts';`,
        'electron/data/store/a.ts': `import Database from 'better-sqlite3';`,
        'renderer/phone/sip.ts': `import { UserAgent } from 'sip.js';`,
        'renderer/desk/app/a.tsx': `import { x } from '../features/call/x.tsx'; import { y } from '../ui/y.tsx';`,
        'server/socket/a.ts': `import { x } from '../tickets/x.ts';`,
        'server/tickets/a.ts': `import { x } from '../db/x.ts';`,
      }),
    ).toEqual([]);
  });

  it('allows one file of the phone room to import sip.js, not two', () => {
    expect(check({ 'renderer/phone/a.ts': `import 'sip.js';`, 'renderer/phone/b.ts': `import 'sip.js';` })).toEqual(['renderer/phone/b.ts ⇏ npm:sip.js']);
  });

  it('finds a cycle once, and forgives one that types alone make', () => {
    expect(check({ 'shared/lib/a.ts': `import { b } from './b.ts';`, 'shared/lib/b.ts': `import { a } from './a.ts';` })).toEqual([
      'shared/lib/a.ts ⇏ shared/lib/a.ts → shared/lib/b.ts → shared/lib/a.ts',
    ]);
    expect(check({ 'shared/lib/a.ts': `import { b } from './b.ts';`, 'shared/lib/b.ts': `import type { A } from './a.ts';` })).toEqual([]);
  });

  it('keeps raw messages to windows inside the doors', () => {
    expect(check({ 'electron/main/tray.ts': `win.webContents.send('x', 1);` })).toHaveLength(1);
    expect(check({ 'electron/main/ipc/send.ts': `win.webContents.send('x', 1);` })).toEqual([]);
    expect(check({ 'renderer/desk/features/call/a.ts': `void window.shell.invoke('x', {});` })).toHaveLength(1);
  });
});
