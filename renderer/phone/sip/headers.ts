import type { CallHeaders } from '#shared/contract/phone.ts';
import { cleanText } from '#shared/domain/number-caller.ts';

/** Reads the header values of one request; names are case-insensitive. */
export interface HeaderSource {
  first(name: string): string | undefined;
}

const MAX = 256;

/** Call data from the edge. Untrusted text: cleaned, bounded, and null rather than half understood. */
export function readCallHeaders(source: HeaderSource): CallHeaders {
  return {
    queue: text(source.first('X-Queue')),
    dnis: text(source.first('X-DNIS')),
    diversion: text(source.first('Diversion')),
    waitSeconds: seconds(source.first('X-Wait-Seconds')),
  };
}

function text(value: string | undefined): string | null {
  const clean = cleanText(value ?? '', MAX);
  return clean === '' ? null : clean;
}

function seconds(value: string | undefined): number | null {
  const clean = (value ?? '').trim();
  return /^\d{1,5}$/.test(clean) && Number(clean) <= 86_400 ? Number(clean) : null;
}
