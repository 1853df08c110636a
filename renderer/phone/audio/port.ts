import type { Problem, Result } from '#shared/lib/result.ts';
import type { MediaView } from '#shared/contract/phone.ts';

/** The phone's idea of sound, by call id; the real one is `engine.ts`, tests bring a fake. */
export interface CallAudio {
  /** Opens the microphone for a call, which keeps it open until `release`; or says why it cannot. */
  openMicrophone(callId: string): Promise<Result<null>>;
  /** Opens and closes it, to know before a call whether it works. */
  checkMicrophone(): Promise<Result<null>>;
  setMuted(callId: string, muted: boolean): void;
  /** On hold neither side hears the other. */
  setHeld(callId: string, held: boolean): void;
  /** Root mean square of the last moments, 0–1. */
  levels(callId: string): { readonly local: number; readonly remote: number };
  /** The call is over; the last one closes the microphone. */
  release(callId: string): void;
  /** What sounds while nobody talks: our bell, or the ringing at the other end. */
  ring(tone: 'none' | 'bell' | 'ringback'): void;
}

/** Media health as the desk shows it, from the outcome of a microphone check. */
export function mediaViewOf(result: Result<null>): MediaView {
  return result.ok ? { microphone: 'ok', code: null } : viewOfProblem(result.problem);
}

function viewOfProblem(problem: Problem): MediaView {
  switch (problem.code) {
    case 'MEDIA_MIC_DENIED':
      return { microphone: 'denied', code: 'MEDIA_MIC_DENIED' };
    case 'MEDIA_MIC_MISSING':
      return { microphone: 'missing', code: 'MEDIA_MIC_MISSING' };
    default:
      return { microphone: 'missing', code: 'MEDIA_FAILED' };
  }
}
