import { describe, expect, it } from 'vitest';
import { indexText, matchQuery, numberTokens } from './search-keys.ts';

describe('index and question are cut alike', () => {
  it.each([
    ['张三丰', '张三 三丰 丰'],
    ['王', '王'],
    ['鼓楼区江滨路12号', '鼓楼 楼区 区江 江滨 滨路 路 12 号'],
    ['IPTV 4K', 'iptv 4k'],
    ['ＦＺ１２３', 'fz123'],
    ['', ''],
    ['—，。', ''],
  ])('index %s', (text, expected) => {
    expect(indexText(text)).toBe(expected);
  });

  it.each([
    ['张三丰', '"张三" "三丰"'],
    ['张', '"张"*'],
    ['江滨 8832', '"江滨" "8832"*'],
    ['wh8832江', '"wh8832"* "江"*'],
    ['" OR 1=1 --', '"or"* "1"*'],
    ['NEAR(a b)', '"near"* "a"* "b"*'],
    ['  *  ', null],
  ])('question %s', (text, expected) => {
    expect(matchQuery(text)).toBe(expected);
  });

  it('finds every part of a Chinese text again, as an FTS5 index would', () => {
    const finds = (text: string, question: string): boolean => {
      const tokens = indexText(text).split(' ');
      return (matchQuery(question) ?? '').split(' ').every((term) => {
        const word = term.replaceAll(/["*]/g, '');
        return tokens.some((token) => (term.endsWith('*') ? token.startsWith(word) : token === word));
      });
    };
    const text = '福州市鼓楼区江滨西大道';
    for (let from = 0; from < text.length; from += 1) {
      for (let to = from + 1; to <= text.length; to += 1) expect(finds(text, text.slice(from, to)), text.slice(from, to)).toBe(true);
    }
    expect(finds(text, '滨江')).toBe(false);
  });
});

describe('number tokens', () => {
  it.each([
    ['8613312345678', ['8613312345678', '13312345678', '5678']],
    ['8659183124567', ['8659183124567', '059183124567', '83124567', '4567']],
    ['861083124567', ['861083124567', '01083124567', '83124567', '4567']],
    ['059183124567', ['059183124567', '83124567', '4567']],
    ['13312345678', ['13312345678', '5678']],
    ['10000', ['10000', '0000']],
    ['FZ0591@163.gd', ['fz0591', '163', 'gd']],
    ['', []],
  ])('%s', (value, expected) => {
    expect([...numberTokens(value)].toSorted()).toEqual([...expected].toSorted());
  });
});
