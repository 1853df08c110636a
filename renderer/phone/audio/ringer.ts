import { bellSamples, ringbackSamples } from './tones.ts';

/** Plays the bell or the ringing tone, looped, from samples made once. */
export class Ringer {
  readonly #context: AudioContext;
  #playing: { readonly tone: 'bell' | 'ringback'; readonly node: AudioBufferSourceNode } | null = null;

  constructor(context: AudioContext) {
    this.#context = context;
  }

  play(tone: 'none' | 'bell' | 'ringback'): void {
    if (tone === (this.#playing?.tone ?? 'none')) return;
    this.#playing?.node.stop();
    this.#playing?.node.disconnect();
    this.#playing = tone === 'none' ? null : { tone, node: this.#start(tone) };
  }

  #start(tone: 'bell' | 'ringback'): AudioBufferSourceNode {
    const { sampleRate } = this.#context;
    const samples = tone === 'bell' ? bellSamples(sampleRate) : ringbackSamples(sampleRate);
    const buffer = this.#context.createBuffer(1, samples.length, sampleRate);
    buffer.copyToChannel(samples, 0);
    const node = this.#context.createBufferSource();
    node.buffer = buffer;
    node.loop = true;
    node.connect(this.#context.destination);
    node.start();
    return node;
  }
}
