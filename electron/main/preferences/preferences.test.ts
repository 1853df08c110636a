import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPreferences } from './preferences.ts';

const defaults = { language: 'zh-CN', theme: 'system' } as const;
const folder = (): string => mkdtempSync(join(tmpdir(), 'wanhao-prefs-'));

it('keeps what the person chose', () => {
  const dir = folder();
  openPreferences(dir, defaults).set({ language: 'en', theme: 'dark' });
  expect(openPreferences(dir, defaults).get()).toEqual({ language: 'en', theme: 'dark' });
});

it('starts with the defaults when the file is damaged, and repairs it with the next choice', () => {
  const dir = folder();
  writeFileSync(join(dir, 'preferences.json'), '{"language":"fr"');
  const preferences = openPreferences(dir, defaults);
  expect(preferences.get()).toEqual(defaults);
  preferences.set({ language: 'en', theme: 'light' });
  expect(JSON.parse(readFileSync(join(dir, 'preferences.json'), 'utf8'))).toEqual({ language: 'en', theme: 'light' });
});

it('works on with a folder that cannot be written', () => {
  const preferences = openPreferences('/dev/null/wanhao', defaults);
  expect(preferences.set({ language: 'en', theme: 'light' })).toEqual({ language: 'en', theme: 'light' });
});
