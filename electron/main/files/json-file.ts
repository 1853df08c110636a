import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ZodType } from 'zod';

/** The file's content, or null when it is absent, unreadable or not what the schema says: small files of the shell have a default. */
export function readJsonFile<T>(file: string, schema: ZodType<T>): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Replaces the file in one step. @returns false when it could not be written (full disk); nothing here is worth stopping for */
export function writeJsonFile(file: string, value: unknown): boolean {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return true;
  } catch {
    return false;
  }
}
