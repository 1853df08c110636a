/**
 * `always`: everywhere, inside fields and under a mask (the call comes first). `desk`: everywhere but under a
 * mask. `outsideFields`: not while someone types.
 */
export type KeyScope = 'always' | 'desk' | 'outsideFields';
export type KeyGroup = 'call' | 'intake' | 'place' | 'state' | 'lists';

interface KeyEntry {
  readonly group: KeyGroup;
  readonly key: string;
  readonly scope: KeyScope;
  /** Shown in the sheet but handled by the list or group that has the focus. */
  readonly local?: true;
}

/** The one key map. The label of an entry is `shortcuts:keys.<id>` with dots as given here. */
export const keyMap = {
  'call.answer': { group: 'call', key: 'F2', scope: 'always' },
  'call.hangUp': { group: 'call', key: 'F4', scope: 'always' },
  'call.hold': { group: 'call', key: 'F3', scope: 'always' },
  'call.mute': { group: 'call', key: 'F6', scope: 'always' },
  'intake.fault': { group: 'intake', key: 'F9', scope: 'desk' },
  'draft.save': { group: 'intake', key: 'Ctrl+S', scope: 'desk' },
  'draft.submit': { group: 'intake', key: 'Ctrl+Enter', scope: 'desk' },
  'intake.nextMissing': { group: 'intake', key: 'Ctrl+ArrowDown', scope: 'desk' },
  'choice.digit': { group: 'intake', key: '1…9', scope: 'outsideFields', local: true },
  'search.focus': { group: 'place', key: 'Ctrl+K', scope: 'desk' },
  'tab.1': { group: 'place', key: 'Ctrl+1', scope: 'desk' },
  'tab.2': { group: 'place', key: 'Ctrl+2', scope: 'desk' },
  'tab.3': { group: 'place', key: 'Ctrl+3', scope: 'desk' },
  'tab.4': { group: 'place', key: 'Ctrl+4', scope: 'desk' },
  'tab.5': { group: 'place', key: 'Ctrl+5', scope: 'desk' },
  'tab.close': { group: 'place', key: 'Ctrl+W', scope: 'desk' },
  'place.next': { group: 'place', key: 'F12', scope: 'desk' },
  'shortcuts.open': { group: 'place', key: '?', scope: 'outsideFields' },
  'state.ready': { group: 'state', key: 'Alt+1', scope: 'desk' },
  'state.busy': { group: 'state', key: 'Alt+2', scope: 'desk' },
  'state.break': { group: 'state', key: 'Alt+3', scope: 'desk' },
  'list.move': { group: 'lists', key: 'ArrowUp ArrowDown', scope: 'outsideFields', local: true },
  'list.open': { group: 'lists', key: 'Enter', scope: 'outsideFields', local: true },
  'popup.close': { group: 'lists', key: 'Escape', scope: 'desk', local: true },
} as const satisfies Readonly<Record<string, KeyEntry>>;

export type KeyId = keyof typeof keyMap;

export const keyIds = Object.keys(keyMap) as readonly KeyId[];

export function keyEntry(id: KeyId): KeyEntry {
  return keyMap[id];
}

export function keyOf(id: KeyId): string {
  return keyMap[id].key;
}

/** What a keyboard event carries, so that the map can be read without a DOM. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
}

/** `Ctrl+K`, `Alt+1`, `?`; null while an input method composes, or for a bare modifier. */
export function canonicalKey(press: KeyPress): string | null {
  if (press.isComposing || press.metaKey || ['Control', 'Alt', 'Shift', 'Process', 'Dead'].includes(press.key)) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  const base = digit !== undefined && (press.ctrlKey || press.altKey) ? digit : press.key.length === 1 ? press.key.toUpperCase() : press.key;
  // The shift that makes `?` is part of the character; with a named key it is part of the chord.
  const shift = press.shiftKey && press.key.length > 1 ? 'Shift+' : '';
  return `${press.ctrlKey ? 'Ctrl+' : ''}${press.altKey ? 'Alt+' : ''}${shift}${base}`;
}

/** The action a key press stands for where the person is; null when it is not ours. */
export function findKey(press: KeyPress, where: { readonly inField: boolean; readonly underMask: boolean }): KeyId | null {
  const key = canonicalKey(press);
  if (key === null) return null;
  const id = keyIds.find((candidate) => keyEntry(candidate).local !== true && keyEntry(candidate).key === key);
  if (id === undefined) return null;
  const { scope } = keyEntry(id);
  if (scope === 'always') return id;
  if (where.underMask) return null;
  return scope === 'outsideFields' && where.inField ? null : id;
}

/** Handlers by action; the one registered last is asked first, and `false` passes the key on. */
export interface KeyRegistry {
  register(id: KeyId, handler: () => boolean | void): () => void;
  /** True when somebody took it. */
  run(id: KeyId): boolean;
}

export function createKeyRegistry(): KeyRegistry {
  const handlers = new Map<KeyId, (() => boolean | void)[]>();
  return {
    register(id, handler) {
      handlers.set(id, [...(handlers.get(id) ?? []), handler]);
      return () => void handlers.set(id, (handlers.get(id) ?? []).filter((other) => other !== handler));
    },
    run(id) {
      return (handlers.get(id) ?? []).toReversed().some((handler) => handler() !== false);
    },
  };
}
