import { describe, expect, it } from 'vitest';
import { keyIds } from '../model/keys.ts';
import { enWords, zhWords } from './resources.ts';

/** Every leaf with its path. */
function leaves(tree: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(`${path}${key}`, value);
    else for (const [inner, text] of leaves(value as object, `${path}${key}/`)) found.set(inner, text);
  }
  return found;
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted();

describe('words', () => {
  const [zh, en] = [leaves(zhWords), leaves(enWords)];

  it('has the same keys in both languages', () => {
    expect([...en.keys()].toSorted()).toEqual([...zh.keys()].toSorted());
  });

  it('fills the same placeholders in both languages', () => {
    for (const [key, text] of zh) expect([key, placeholders(en.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('leaves nothing empty, and no Chinese in the English words', () => {
    for (const [key, text] of zh) expect(text, key).not.toBe('');
    for (const [key, text] of en) {
      expect(text, key).not.toBe('');
      if (key !== 'signin/otherLanguage') expect(text, key).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('names every key of the key map', () => {
    expect([...leaves(zhWords.shortcuts.keys)].map(([key]) => key.replace('/', '.')).toSorted()).toEqual([...keyIds].toSorted());
  });
});
