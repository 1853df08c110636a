import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UsersFile } from './users.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'users-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('reads extensions, sees changes, and keeps what it knew when the file breaks', () => {
  const file = join(dir, 'users.json');
  const faults: string[] = [];
  const users = new UsersFile(file, (where) => faults.push(where));
  expect(users.password('8001')).toBeUndefined();
  writeFileSync(file, JSON.stringify({ '8001': 'one' }));
  expect(users.password('8001')).toBe('one');
  writeFileSync(file, JSON.stringify({ '8001': 'two', '8002': 'x' }));
  utimesSync(file, 1, 1);
  expect([users.password('8001'), users.password('8002')]).toEqual(['two', 'x']);
  writeFileSync(file, '{"8001": 5}');
  expect(users.password('8001')).toBe('two');
  expect(faults).toEqual(['CONFIG_INVALID', 'CONFIG_INVALID']);
});
