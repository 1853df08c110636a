import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js';
import { decodeUlaw, FRAME_SAMPLES, Meter, renderPrompt, type Prompt } from './audio.ts';

/** What a caller heard and said so far. */
export interface MediaReport {
  /** Of the last second; zero when nothing arrived in it. */
  readonly heard: { readonly rms: number; readonly hz: number };
  readonly packetsReceived: number;
  readonly playedMs: number;
  /** The agent's side asked for hold (`sendonly` or `inactive`). */
  readonly held: boolean;
  /** When the first packet came, epoch ms. */
  readonly firstHeardAt: number | null;
}

const PCMU = 0;
const FRAME_MS = 20;
const GATHERING_MS = 1_000;
const STALE_MS = 1_000;

/** The media of one caller: PCMU over DTLS-SRTP by werift, behind SIP.js's session description handler. */
export class CallerMedia implements SessionDescriptionHandler {
  readonly #clock: () => number;
  readonly #prompt: Uint8Array;
  readonly #meter = new Meter();
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #connection: RTCPeerConnection;
  #timer: NodeJS.Timeout | null = null;
  #framesSent = 0;
  #packetsReceived = 0;
  #firstHeardAt: number | null = null;
  #lastHeardAt = 0;
  #held = false;
  #closed = false;

  constructor(prompt: Prompt, clock: () => number) {
    this.#clock = clock;
    this.#prompt = renderPrompt(prompt);
    this.#connection = new RTCPeerConnection({
      codecs: { audio: [new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8_000, channels: 1, payloadType: PCMU })], video: [] },
      iceServers: [],
      iceUseIpv6: false,
      iceAdditionalHostAddresses: ['127.0.0.1'],
    });
    this.#connection.addTransceiver(this.#track, { direction: 'sendrecv' });
    this.#connection.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe((packet) => this.#hear(packet));
    });
    this.#connection.connectionStateChange.subscribe((state) => {
      if (state === 'connected') this.#speak();
    });
  }

  report(): MediaReport {
    if (this.#clock() - this.#lastHeardAt > STALE_MS) this.#meter.clear();
    return {
      heard: { rms: this.#meter.rms(), hz: this.#meter.dominantHz() },
      packetsReceived: this.#packetsReceived,
      playedMs: this.#framesSent * FRAME_MS,
      held: this.#held,
      firstHeardAt: this.#firstHeardAt,
    };
  }

  async getDescription(): Promise<BodyAndContentType> {
    const answering = this.#connection.signalingState === 'have-remote-offer';
    const description = answering ? await this.#connection.createAnswer() : await this.#connection.createOffer();
    await this.#connection.setLocalDescription(description);
    await this.#gathered();
    return { body: this.#connection.localDescription?.sdp ?? '', contentType: 'application/sdp' };
  }

  async setDescription(sdp: string): Promise<void> {
    const type = this.#connection.signalingState === 'have-local-offer' ? 'answer' : 'offer';
    await this.#connection.setRemoteDescription({ type, sdp });
    this.#held = /^a=(?:sendonly|inactive)\s*$/m.test(sdp);
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  sendDtmf(): boolean {
    return false;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    void this.#connection.close();
  }

  #hear(packet: RtpPacket): void {
    if (packet.header.payloadType !== PCMU) return;
    this.#packetsReceived += 1;
    this.#lastHeardAt = this.#clock();
    this.#firstHeardAt ??= this.#lastHeardAt;
    for (const code of packet.payload) this.#meter.push(decodeUlaw(code));
  }

  /** Frames by the clock, not by the tick: a late timer catches up instead of slowing the voice down. */
  #speak(): void {
    if (this.#timer !== null || this.#closed) return;
    const ssrc = Math.floor(Math.random() * 2 ** 32);
    const startedAt = this.#clock();
    this.#timer = setInterval(() => {
      while (this.#framesSent < (this.#clock() - startedAt) / FRAME_MS) this.#sendFrame(ssrc);
    }, FRAME_MS);
  }

  #sendFrame(ssrc: number): void {
    const sequenceNumber = this.#framesSent % 65_536;
    const timestamp = (this.#framesSent * FRAME_SAMPLES) % 2 ** 32;
    const from = (this.#framesSent * FRAME_SAMPLES) % this.#prompt.length;
    this.#framesSent += 1;
    const payload = Buffer.from(this.#prompt.subarray(from, from + FRAME_SAMPLES));
    this.#track.writeRtp(new RtpPacket(new RtpHeader({ payloadType: PCMU, sequenceNumber, timestamp, ssrc, marker: false }), payload));
  }

  async #gathered(): Promise<void> {
    const connection = this.#connection;
    if (connection.iceGatheringState === 'complete') return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, GATHERING_MS);
      connection.iceGatheringStateChange.subscribe((state) => {
        if (state !== 'complete') return;
        clearTimeout(late);
        resolve();
      });
    });
  }
}
