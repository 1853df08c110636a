import { writeFileSync } from 'node:fs';

const RATE = 48_000;
const SECONDS = 6;
/** Strongest tone of the voice, Hz: what the far side should hear. */
export const VOICE_HZ = 600;
const SYLLABLE_SECONDS = 0.26;

/**
 * What the fake microphone hears: syllables of a vowel with its strongest harmonic at `VOICE_HZ`, with breaths
 * between. A steady tone would be taken for noise and suppressed by the browser's audio processing, as in life.
 */
export function writeVoice(file: string): void {
  const samples = RATE * SECONDS;
  const data = Buffer.alloc(samples * 2);
  for (let n = 0; n < samples; n += 1) data.writeInt16LE(Math.round(32_000 * voiceAt(n / RATE)), n * 2);
  writeFileSync(file, Buffer.concat([header(data.length), data]));
}

function voiceAt(t: number): number {
  const syllable = Math.floor(t / SYLLABLE_SECONDS);
  if (syllable % 7 === 6) return 0;
  const inside = (t % SYLLABLE_SECONDS) / SYLLABLE_SECONDS;
  const envelope = Math.sin(Math.PI * Math.min(1, inside * 1.2)) ** 2;
  const sine = (hz: number): number => Math.sin(2 * Math.PI * hz * t);
  return envelope * (0.16 * sine(150) + 0.12 * sine(300) + 0.12 * sine(450) + 0.42 * sine(VOICE_HZ) + 0.1 * sine(1_050));
}

/** RIFF header of 16-bit mono PCM. */
function header(dataBytes: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + dataBytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(dataBytes, 40);
  return head;
}
