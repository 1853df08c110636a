import { describe, expect, it } from 'vitest';
import { decodeUlaw, encodeUlaw, Meter, renderPrompt, SAMPLE_RATE } from './audio.ts';

describe('µ-law', () => {
  it('comes back within its own precision', () => {
    for (let sample = -1; sample <= 1; sample += 0.01) expect(Math.abs(decodeUlaw(encodeUlaw(sample)) - sample)).toBeLessThan(0.04);
    expect(decodeUlaw(encodeUlaw(0))).toBeCloseTo(0, 3);
    expect(decodeUlaw(encodeUlaw(5))).toBeCloseTo(0.98, 1);
  });
});

function meterOf(prompt: Parameters<typeof renderPrompt>[0]): Meter {
  const meter = new Meter();
  for (const code of renderPrompt(prompt).subarray(0, SAMPLE_RATE)) meter.push(decodeUlaw(code));
  return meter;
}

describe('prompts as a meter hears them', () => {
  it('a tone', () => {
    const meter = meterOf({ kind: 'tone', hz: 440 });
    expect(meter.dominantHz()).toBe(440);
    expect(meter.rms()).toBeCloseTo(0.247, 2);
  });
  it('speech is loud enough and does not clip', () => {
    const speech = [...renderPrompt({ kind: 'speech' })].map(decodeUlaw);
    expect(meterOf({ kind: 'speech' }).rms()).toBeGreaterThan(0.05);
    expect(Math.max(...speech.map(Math.abs))).toBeLessThan(0.95);
  });
  it('silence', () => {
    const meter = meterOf({ kind: 'silence' });
    expect([meter.rms() < 0.001, meter.dominantHz()]).toEqual([true, 0]);
  });
});
