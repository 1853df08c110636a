import { describe, expect, it } from 'vitest';
import { bellSamples, ringbackSamples } from './tones.ts';

describe.each([['ringing tone', ringbackSamples(8_000), 5], ['bell', bellSamples(8_000), 3]] as const)('%s', (_, samples, seconds) => {
  it(`lasts ${seconds} s, is loud enough, never clips, and starts and ends in silence`, () => {
    expect(samples).toHaveLength(seconds * 8_000);
    const peak = samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
    expect(peak).toBeGreaterThan(0.1);
    expect(peak).toBeLessThan(0.6);
    expect([Math.abs(samples[0] ?? 1) < 0.01, samples.at(-1)]).toEqual([true, 0]);
  });
});
