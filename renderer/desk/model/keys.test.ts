// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { canonicalKey, createKeyRegistry, findKey, keyEntry, keyIds, type KeyPress } from './keys.ts';

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({ key, code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, isComposing: false, ...over });
const free = { inField: false, underMask: false };

describe('key map', () => {
  it('gives every key to one action only', () => {
    const keys = keyIds.filter((id) => keyEntry(id).local !== true).map((id) => keyEntry(id).key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('never binds Esc to an action: it closes pop-ups and cannot end a call', () => {
    expect(findKey(press('Escape'), free)).toBeNull();
  });

  it.each(['F2', 'F3', 'F4', 'F6'])('lets %s through inside fields and under a mask', (key) => {
    expect(findKey(press(key), { inField: true, underMask: true })).toMatch(/^call\./);
  });

  it('takes digits in a chord by their place, whatever the layout makes of them', () => {
    expect(canonicalKey(press('¡', { code: 'Digit1', altKey: true }))).toBe('Alt+1');
    expect(findKey(press('1', { code: 'Digit1', altKey: true }), free)).toBe('state.ready');
    expect(findKey(press('1', { code: 'Digit1' }), free)).toBeNull();
  });

  it('opens the sheet by ? outside fields only, with or without a shift key', () => {
    expect(findKey(press('?', { shiftKey: true }), free)).toBe('shortcuts.open');
    expect(findKey(press('?', { shiftKey: true }), { ...free, inField: true })).toBeNull();
  });

  it('leaves keys to an input method while it composes', () => {
    expect(findKey(press('F2', { isComposing: true }), free)).toBeNull();
  });

  it('keeps desk keys quiet under a mask', () => {
    expect(findKey(press('k', { ctrlKey: true }), free)).toBe('search.focus');
    expect(findKey(press('k', { ctrlKey: true }), { ...free, underMask: true })).toBeNull();
  });
});

describe('key registry', () => {
  it('asks the handler registered last first, and passes on when it declines', () => {
    const keys = createKeyRegistry();
    const asked: string[] = [];
    keys.register('draft.save', () => void asked.push('first'));
    const off = keys.register('draft.save', () => {
      asked.push('second');
      return false;
    });
    expect(keys.run('draft.save')).toBe(true);
    off();
    keys.run('draft.save');
    expect(asked).toEqual(['second', 'first', 'first']);
    expect(keys.run('draft.submit')).toBe(false);
  });
});
