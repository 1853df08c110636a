import type { FaultDraft } from '#shared/domain/intake-form.ts';

/** Structural equality of plain JSON data; key order does not count. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => sameData(item, b[index]));
  }
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameData(value, right.get(key)));
}

/**
 * Three-way merge, field by field: what the person changed since `base` stays, everything else follows
 * `incoming` (a chosen customer fills empty fields while somebody is typing).
 */
export function mergeDraft(base: FaultDraft, local: FaultDraft, incoming: FaultDraft): FaultDraft {
  const merged: Record<string, unknown> = { ...incoming };
  for (const key of Object.keys(local) as (keyof FaultDraft)[]) {
    if (!sameData(local[key], base[key])) merged[key] = local[key];
  }
  return merged as FaultDraft;
}
