import { describe, expect, it } from 'vitest';
import { fitWindow } from './window-state.ts';

const small = { x: 0, y: 0, width: 1366, height: 728 };
const large = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1920, height: 1040 };

describe('fitWindow', () => {
  it('fills a small screen and centres on a large one', () => {
    expect(fitWindow(null, [small])).toEqual({ x: 0, y: 0, width: 1366, height: 728, maximized: true });
    expect(fitWindow(null, [large])).toEqual({ x: 160, y: 50, width: 1600, height: 940, maximized: false });
  });

  it('opens where it was closed, on the second screen too', () => {
    const saved = { x: 2000, y: 30, width: 1400, height: 800, maximized: true };
    expect(fitWindow(saved, [large, right])).toEqual(saved);
  });

  it('comes back to the primary screen when the other one is gone', () => {
    expect(fitWindow({ x: 2000, y: 30, width: 1400, height: 800, maximized: false }, [large])).toMatchObject({ x: 160, y: 50 });
    expect(fitWindow({ x: 100, y: -2000, width: 1400, height: 800, maximized: false }, [large])).toMatchObject({ x: 160, y: 50 });
  });

  it('never exceeds the screen it opens on, nor the smallest useful size', () => {
    expect(fitWindow({ x: 0, y: 0, width: 1900, height: 1000, maximized: false }, [small])).toMatchObject({ width: 1366, height: 728 });
    expect(fitWindow({ x: 10, y: 10, width: 300, height: 300, maximized: false }, [large])).toMatchObject({ width: 1180, height: 660 });
  });
});
