import { describe, expect, it } from 'vitest';
import { codePath, codeSchema, findCategory, groupOf, leafOf, makeCodeBook, searchCategories } from './code-list.ts';
import { faultCodes } from './fault-codes.ts';
import { complaintCodes, defaultCodeBook, inquiryCodes, orderCodes } from './service-codes.ts';

const codes = (text: string, search: Partial<Parameters<typeof searchCategories>[2]> = {}): string[] =>
  searchCategories(defaultCodeBook, text, { ticketType: 'fault', ...search }).map((code) => code.code);

describe('the shipped code lists', () => {
  it('are valid, unique, with parents that exist and a severity on everything selectable', () => {
    const all = defaultCodeBook.all;
    for (const code of all) {
      expect(codeSchema.safeParse(code).error, code.code).toBeUndefined();
      if (code.parent !== null) expect(defaultCodeBook.byCode.get(code.parent)?.list, code.code).toBe(code.list);
      expect(code.severity === null, code.code).toBe(code.level === 'group');
    }
    expect(new Set(all.map((code) => code.code)).size).toBe(all.length);
  });

  it('hold every group of the domain reference with its number of leaves', () => {
    const leaves = (group: string): number => faultCodes.filter((code) => code.parent === group && code.level === 'leaf').length;
    expect(['F10', 'F40', 'F50', 'F60', 'F30', 'F70'].map(leaves)).toEqual([7, 6, 6, 6, 7, 4]);
    expect(faultCodes.filter((code) => code.parent === 'F40-01').map((code) => code.zh)).toEqual(['LOS 红灯', 'PON 异常', '691 认证失败', '678 无响应', '其他代码']);
    expect(complaintCodes.filter((code) => code.parent === null)).toHaveLength(11);
    expect([inquiryCodes.length, orderCodes.length]).toEqual([6, 7]);
  });

  it('know what is usually lost', () => {
    expect(['F40-01', 'F40-02', 'F40-04', 'F90', 'F30-01-2', 'F30-01-1'].map((code) => defaultCodeBook.byCode.get(code)?.severity)).toEqual([
      'totalLoss', 'degraded', 'minor', 'areaOutage', 'totalLoss', 'degraded',
    ]);
  });
});

describe('findCategory', () => {
  it('gives leaves and options of the right list only', () => {
    expect(findCategory(defaultCodeBook, 'F40-02', 'fault')?.zh).toBe('频繁掉线');
    expect(findCategory(defaultCodeBook, 'F40-01-1', 'fault')?.zh).toBe('LOS 红灯');
    expect(findCategory(defaultCodeBook, 'F99', 'fault')?.zh).toBe('其他');
    expect(findCategory(defaultCodeBook, 'F40', 'fault')).toBeNull();
    expect(findCategory(defaultCodeBook, 'F40-02', 'complaint')).toBeNull();
    expect(findCategory(defaultCodeBook, 'nope', 'fault')).toBeNull();
  });

  it('does not give what is retired, but can still name it', () => {
    const book = makeCodeBook(faultCodes.map((code) => ({ ...code, retired: code.code === 'F40-02' })));
    expect(findCategory(book, 'F40-02', 'fault')).toBeNull();
    expect(codePath(book, 'F40-02').map((code) => code.zh)).toEqual(['光宽', '频繁掉线']);
  });

  it('tells group and leaf of an option', () => {
    expect(groupOf(defaultCodeBook, 'F40-01-3')?.code).toBe('F40');
    expect(leafOf(defaultCodeBook, 'F40-01-3')?.code).toBe('F40-01');
    expect(leafOf(defaultCodeBook, 'F40')).toBeNull();
    expect(codePath(defaultCodeBook, 'none')).toEqual([]);
  });
});

describe('searchCategories', () => {
  it.each([
    ['F40-02', 'F40-02'], ['f4002', 'F40-02'], ['4002', 'F40-02'], ['频繁掉线', 'F40-02'], ['掉线', 'F40-02'], ['pfdx', 'F40-02'], ['gkdx', 'F40-02'],
    ['光宽掉线', 'F40-02'], ['gkpfdx', 'F40-02'], ['los', 'F40-01-1'], ['691', 'F40-01-3'], ['zy', 'F10-04'], ['iptv 花屏', 'F60-02'], ['qz', 'F90'],
    ['wifi', 'F40-04'], ['roaming', 'F30-06'],
  ])('%s finds %s first', (text, code) => {
    expect(codes(text)[0]).toBe(code);
  });

  it('keeps to the service', () => {
    expect(codes('wfsw', { serviceKind: 'mobile' })).toEqual(['F30-04']);
    expect(codes('', { serviceKind: 'circuit' })).toEqual(['F70-01', 'F70-02', 'F70-03', 'F70-04', 'F90', 'F99']);
  });

  it('keeps to the list and to the limit, and takes anything typed', () => {
    expect(codes('', { limit: 3 })).toHaveLength(3);
    expect(codes('', { ticketType: 'order' })).toHaveLength(7);
    for (const text of ['*', '"', '%', '\\', '（', '😀', ' '.repeat(500)]) expect(() => codes(text)).not.toThrow();
    expect(codes('zzzzz')).toEqual([]);
  });
});
