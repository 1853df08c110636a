/** One period of each tone as mono samples, to be looped. Made here so that no sound file has to be licensed. */

const RINGBACK_HZ = 450;
const EDGE_SECONDS = 0.015;

/** Ringing tone of the Chinese network (回铃音; ITU-T E.180 Supplement 2): 450 Hz, 1 s on, 4 s off. */
export function ringbackSamples(sampleRate: number): Float32Array<ArrayBuffer> {
  return render(sampleRate, 5, (t) => (t < 1 ? edge(t, 1) * 0.12 * Math.sin(2 * Math.PI * RINGBACK_HZ * t) : 0));
}

/** Our bell: two soft two-note strokes, then rest; three seconds in all. */
export function bellSamples(sampleRate: number): Float32Array<ArrayBuffer> {
  return render(sampleRate, 3, (t) => {
    const stroke = t < 0.45 ? t : t - 0.6;
    if (stroke < 0 || stroke >= 0.45) return 0;
    const note = stroke < 0.2 ? 784 : 1047;
    return edge(stroke, 0.45) * 0.25 * Math.exp(-2 * stroke) * (Math.sin(2 * Math.PI * note * t) + 0.3 * Math.sin(4 * Math.PI * note * t));
  });
}

/** Fades both ends of a sound so that it does not click. */
function edge(t: number, length: number): number {
  return Math.max(0, Math.min(1, t / EDGE_SECONDS, (length - t) / EDGE_SECONDS));
}

function render(sampleRate: number, seconds: number, at: (t: number) => number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(sampleRate * seconds));
  for (let i = 0; i < samples.length; i += 1) samples[i] = at(i / sampleRate);
  return samples;
}
