/** Telephone sound: G.711 µ-law at 8 kHz (ITU-T G.711), the prompts our callers speak, and a meter for what they hear. */

export const SAMPLE_RATE = 8_000;
/** One RTP packet: 20 ms. */
export const FRAME_SAMPLES = 160;

const DECODE = Int16Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return (bits & 0x80) !== 0 ? -magnitude : magnitude;
});

/** One µ-law byte as a sample between −1 and 1. */
export function decodeUlaw(code: number): number {
  return (DECODE[code & 0xff] ?? 0) / 32_768;
}

/** A sample between −1 and 1 as a µ-law byte. */
export function encodeUlaw(sample: number): number {
  const scaled = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
  const sign = scaled < 0 ? 0x80 : 0;
  const biased = Math.min(Math.abs(scaled), 32_635) + 0x84;
  const exponent = Math.max(0, 31 - Math.clz32(biased) - 7);
  return ~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 0x0f)) & 0xff;
}

/** What a caller says. `speech` is noise-free and synthetic: syllables of changing vowels, loud enough to see on a meter. */
export type Prompt = { readonly kind: 'tone'; readonly hz: number } | { readonly kind: 'speech' } | { readonly kind: 'silence' };

const VOWELS: readonly (readonly number[])[] = [[730, 1090], [270, 2290], [530, 1840], [570, 840], [300, 870]];
const SYLLABLE_SECONDS = 0.24;

/** A loop of a prompt as µ-law: whole seconds, so that whole tones join without a click. */
export function renderPrompt(prompt: Prompt): Uint8Array {
  const seconds = prompt.kind === 'speech' ? 6 : 1;
  const at = sampler(prompt);
  return Uint8Array.from({ length: SAMPLE_RATE * seconds }, (_, index) => encodeUlaw(at(index / SAMPLE_RATE)));
}

function sampler(prompt: Prompt): (t: number) => number {
  switch (prompt.kind) {
    case 'silence':
      return () => 0;
    case 'tone':
      return (t) => 0.35 * Math.sin(2 * Math.PI * prompt.hz * t);
    case 'speech':
      return speechAt;
  }
}

function speechAt(t: number): number {
  const syllable = Math.floor(t / SYLLABLE_SECONDS);
  const inside = (t % SYLLABLE_SECONDS) / SYLLABLE_SECONDS;
  // Every eighth syllable is a breath.
  if (syllable % 8 === 7) return 0;
  const envelope = Math.sin(Math.PI * Math.min(1, inside * 1.25)) ** 2;
  const pitch = 140 + 20 * Math.sin(t * 2.1);
  const formants = VOWELS[syllable % VOWELS.length] ?? [];
  const voice = formants.reduce((sum, hz, index) => sum + Math.sin(2 * Math.PI * Math.round(hz / pitch) * pitch * t) / (index + 1.5), 0);
  return envelope * 0.3 * (0.5 * Math.sin(2 * Math.PI * pitch * t) + voice);
}

/** Remembers the last second heard. */
export class Meter {
  readonly #samples = new Float32Array(SAMPLE_RATE);
  #at = 0;

  push(sample: number): void {
    this.#samples[this.#at] = sample;
    this.#at = (this.#at + 1) % this.#samples.length;
  }

  clear(): void {
    this.#samples.fill(0);
  }

  /** Root mean square, 0–1. */
  rms(): number {
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    return Math.sqrt(sum / this.#samples.length);
  }

  /** Strongest frequency between 100 and 3,500 Hz to within 5 Hz, or 0 in silence. */
  dominantHz(): number {
    if (this.rms() < 0.002) return 0;
    let best = { hz: 0, power: 0 };
    for (let hz = 100; hz <= 3_500; hz += 5) {
      const power = this.#power(hz);
      if (power > best.power) best = { hz, power };
    }
    return best.hz;
  }

  /** Goertzel's filter over the last second: the power at one frequency without a whole transform. */
  #power(hz: number): number {
    const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE);
    let last = 0;
    let before = 0;
    for (const sample of this.#samples) {
      const next = sample + coefficient * last - before;
      before = last;
      last = next;
    }
    return last * last + before * before - coefficient * last * before;
  }
}
