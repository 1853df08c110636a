import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { CallAudio } from './port.ts';
import { Ringer } from './ringer.ts';

/**
 * Sound of the calls. One AudioContext; each leg sends a *bus* of its own:
 *
 *   microphone ─▶ gate (mute, hold) ─▶ meter ─▶ destination track ─▶ SIP leg
 *   SIP leg ─▶ audio element (heard), and ─▶ meter
 *
 * so what a leg hears is a change of this graph, never a renegotiation. A remote stream gives WebAudio
 * nothing until it also plays on an audio element.
 */
interface Leg {
  readonly gate: GainNode;
  readonly local: AnalyserNode;
  readonly bus: MediaStreamAudioDestinationNode;
  readonly remote: AnalyserNode;
  readonly element: HTMLAudioElement;
  source: MediaStreamAudioSourceNode | null;
  muted: boolean;
  held: boolean;
}

/** 170 ms at 48 kHz: about one meter reading. */
const METER_SIZE = 8192;

export class AudioEngine implements CallAudio {
  readonly #legs = new Map<string, Leg>();
  /** Calls that need the microphone. */
  readonly #holders = new Set<string>();
  #context: AudioContext | null = null;
  #ringer: Ringer | null = null;
  #microphone: { readonly stream: MediaStream; readonly source: MediaStreamAudioSourceNode } | null = null;
  #opening: Promise<Result<null>> | null = null;
  #processing = true;

  /** Echo cancellation, noise suppression and gain control for microphones opened from now on. */
  useProcessing(on: boolean): void {
    this.#processing = on;
  }

  /** The stream a leg sends; made on first use. */
  localStream(callId: string): MediaStream {
    return this.#leg(callId).bus.stream;
  }

  attachRemote(callId: string, stream: MediaStream): void {
    const leg = this.#leg(callId);
    leg.source?.disconnect();
    leg.element.srcObject = stream;
    void leg.element.play();
    leg.source = this.#audio().createMediaStreamSource(stream);
    leg.source.connect(leg.remote);
  }

  openMicrophone(callId: string): Promise<Result<null>> {
    this.#holders.add(callId);
    return this.#ensureMicrophone();
  }

  async checkMicrophone(): Promise<Result<null>> {
    const opened = await this.#ensureMicrophone();
    this.#closeUnusedMicrophone();
    return opened;
  }

  setMuted(callId: string, muted: boolean): void {
    const leg = this.#leg(callId);
    leg.muted = muted;
    this.#setGate(leg);
  }

  setHeld(callId: string, held: boolean): void {
    const leg = this.#leg(callId);
    leg.held = held;
    leg.element.muted = held;
    this.#setGate(leg);
  }

  levels(callId: string): { readonly local: number; readonly remote: number } {
    const leg = this.#legs.get(callId);
    return leg === undefined ? { local: 0, remote: 0 } : { local: rms(leg.local), remote: rms(leg.remote) };
  }

  release(callId: string): void {
    const leg = this.#legs.get(callId);
    if (leg !== undefined) {
      this.#legs.delete(callId);
      leg.source?.disconnect();
      leg.gate.disconnect();
      leg.element.srcObject = null;
      for (const track of leg.bus.stream.getTracks()) track.stop();
    }
    this.#holders.delete(callId);
    this.#closeUnusedMicrophone();
  }

  ring(tone: 'none' | 'bell' | 'ringback'): void {
    if (tone === 'none' && this.#ringer === null) return;
    this.#ringer ??= new Ringer(this.#audio());
    this.#ringer.play(tone);
  }

  #ensureMicrophone(): Promise<Result<null>> {
    if (this.#microphone !== null && this.#microphone.stream.active) return Promise.resolve(ok(null));
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #open(): Promise<Result<null>> {
    const on = this.#processing;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: on, noiseSuppression: on, autoGainControl: on },
        video: false,
      });
      this.#microphone?.source.disconnect();
      const source = this.#audio().createMediaStreamSource(stream);
      this.#microphone = { stream, source };
      for (const leg of this.#legs.values()) source.connect(leg.gate);
      return ok(null);
    } catch (error) {
      return fail(codeOf(error));
    }
  }

  #closeUnusedMicrophone(): void {
    if (this.#holders.size > 0) return;
    this.#microphone?.source.disconnect();
    for (const track of this.#microphone?.stream.getTracks() ?? []) track.stop();
    this.#microphone = null;
  }

  #setGate(leg: Leg): void {
    leg.gate.gain.value = leg.muted || leg.held ? 0 : 1;
  }

  #leg(callId: string): Leg {
    const known = this.#legs.get(callId);
    if (known !== undefined) return known;
    const context = this.#audio();
    const leg: Leg = {
      gate: context.createGain(), local: meter(context), bus: context.createMediaStreamDestination(), remote: meter(context),
      element: new Audio(), source: null, muted: false, held: false,
    };
    leg.gate.connect(leg.local);
    leg.gate.connect(leg.bus);
    this.#microphone?.source.connect(leg.gate);
    this.#legs.set(callId, leg);
    return leg;
  }

  #audio(): AudioContext {
    this.#context ??= new AudioContext({ latencyHint: 'interactive' });
    if (this.#context.state === 'suspended') void this.#context.resume();
    return this.#context;
  }
}

function meter(context: AudioContext): AnalyserNode {
  const analyser = context.createAnalyser();
  analyser.fftSize = METER_SIZE;
  return analyser;
}

function rms(analyser: AnalyserNode): number {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** Names of getUserMedia's failures (W3C Media Capture and Streams §10.2). */
function codeOf(error: unknown): 'MEDIA_MIC_DENIED' | 'MEDIA_MIC_MISSING' | 'MEDIA_FAILED' {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'MEDIA_MIC_DENIED';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'MEDIA_MIC_MISSING';
    default:
      return 'MEDIA_FAILED';
  }
}
