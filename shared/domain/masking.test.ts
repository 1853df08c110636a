import { describe, expect, it } from 'vitest';
import { maskAddress, maskName } from './masking.ts';

describe('maskName', () => {
  it.each([
    ['张小三', '张*三'], ['王五', '王*'], ['王', '*'], ['欧阳娜娜', '欧**娜'], ['福州榕鑫商贸', '福州*鑫商贸'],
    ['福州榕鑫商贸有限公司', '福州*鑫商贸有限公司'], ['阿依·古丽', '阿*·*丽'], ['John Smith', 'J*** S****'], ['', ''], ['  张小三 ', '张*三'],
  ])('%s → %s', (name, expected) => {
    expect(maskName(name)).toBe(expected);
  });
});

describe('maskAddress', () => {
  it.each([
    ['鼓楼区江滨路12号3座501', '鼓楼区江*路'],
    ['福建省福州市鼓楼区江滨西路12号', '鼓楼区江*西路'],
    ['福建省福州市鼓楼区鼓东街道五一中路88号', '鼓楼区五*中路'],
    ['福州市仓山区金山大道5号', '仓山区金*大道'],
    ['福州市闽侯县上街镇学府南路1号', '闽侯县学*南路'],
    ['福建省福州市福清市龙江路3号', '福清市龙*路'],
    ['福州市晋安区', '晋安区*'],
    ['某处', '某处*'],
    ['', '*'],
  ])('%s → %s', (address, expected) => {
    expect(maskAddress(address)).toBe(expected);
  });

  it('never shows a door number', () => {
    for (const address of ['鼓楼区江滨路12号3座501', '福州市台江区广达路68号', '长乐区营前街道国道316号', '12号楼501']) {
      expect(maskAddress(address)).not.toMatch(/\d{3}|号/);
    }
  });
});
