import { createHash } from 'node:crypto';
import type { Command } from '#shared/domain/commands.ts';

/** JSON with sorted keys: two messages that mean the same have the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** S-11: what a command says, without its id. */
export function contentHash(command: Command): Buffer {
  const { id: _id, ...content } = command;
  return createHash('sha256').update(canonicalJson(content)).digest();
}
