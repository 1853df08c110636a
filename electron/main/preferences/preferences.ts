import { join } from 'node:path';
import { prefsSchema, type Prefs } from '#shared/contract/shell.ts';
import { readJsonFile, writeJsonFile } from '../files/json-file.ts';

/** Language and theme: the person's choice on this machine, kept through restarts. */
export interface Preferences {
  get(): Prefs;
  set(prefs: Prefs): Prefs;
}

export function openPreferences(userDataDir: string, defaults: Prefs): Preferences {
  const file = join(userDataDir, 'preferences.json');
  let current = readJsonFile(file, prefsSchema) ?? defaults;
  return {
    get: () => current,
    set(prefs) {
      current = prefs;
      writeJsonFile(file, prefs);
      return current;
    },
  };
}
