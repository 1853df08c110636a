import { describe, expect, it } from 'vitest';
import { readCallHeaders } from './headers.ts';

const read = (values: Record<string, string>) => readCallHeaders({ first: (name) => values[name] });

describe('readCallHeaders', () => {
  it('reads what the edge says', () => {
    expect(read({ 'X-Queue': '障碍专席', 'X-DNIS': '10000', Diversion: '<sip:83240000@x>', 'X-Wait-Seconds': ' 8 ' })).toEqual({
      queue: '障碍专席', dnis: '10000', diversion: '<sip:83240000@x>', waitSeconds: 8,
    });
  });
  it('is null rather than half understood', () => {
    expect(read({})).toEqual({ queue: null, dnis: null, diversion: null, waitSeconds: null });
    for (const value of ['-1', '1e3', 'NaN', '99999', '', '8s']) expect(read({ 'X-Wait-Seconds': value }).waitSeconds).toBeNull();
  });
  it('cleans and bounds text', () => {
    const { queue } = read({ 'X-Queue': `a\u0000\u202eb${'x'.repeat(999)}` });
    expect(queue).toHaveLength(256);
    expect(queue?.startsWith('abx')).toBe(true);
  });
});
