import { z } from 'zod';
import { waitFor } from './wait.ts';

const registrationsSchema = z.object({ registrations: z.array(z.object({ user: z.string(), expiresAt: z.number() })) });
const healthSchema = z.object({ now: z.number() });
const placedSchema = z.object({ callId: z.string(), callIds: z.array(z.string()) });
const callSchema = z.object({
  callId: z.string(),
  state: z.enum(['calling', 'ringing', 'connected', 'ended']),
  end: z.string().nullable(),
  held: z.boolean(),
  timings: z.object({
    placedAt: z.number(), inviteSentAt: z.number().nullable(), ringingAt: z.number().nullable(), answeredAt: z.number().nullable(), endedAt: z.number().nullable(),
  }),
  heard: z.object({ rms: z.number(), hz: z.number() }),
  packetsReceived: z.number(),
});
export type TrainingCall = z.infer<typeof callSchema>;

export interface PlaceCall {
  readonly user: string;
  /** Null hides the number. */
  readonly from: string | null;
  readonly prompt?: { readonly kind: 'tone'; readonly hz: number } | { readonly kind: 'speech' } | { readonly kind: 'silence' };
  readonly headers?: Readonly<Record<string, string>>;
}

export type LineFault =
  | { readonly kind: 'dropConnections' }
  | { readonly kind: 'blackhole'; readonly ms: number }
  | { readonly kind: 'restart'; readonly downMs: number }
  | { readonly kind: 'raw'; readonly user: string; readonly text: string };

/** The hand on the training line's control port. */
export class TrainingControl {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async registered(user: string): Promise<boolean> {
    return registrationsSchema.parse(await this.request('GET', '/registrations')).registrations.some((one) => one.user === user);
  }

  /** The line's clock, epoch ms: what the times of its calls are read from. */
  async now(): Promise<number> {
    return healthSchema.parse(await this.request('GET', '/health')).now;
  }

  /** Rings a phone. @returns the SIP Call-ID */
  async place(call: PlaceCall): Promise<string> {
    const headers = call.headers ?? { 'X-Queue': '障碍专席', 'X-DNIS': '10000', 'X-Wait-Seconds': '8' };
    return placedSchema.parse(await this.request('POST', '/calls', { prompt: { kind: 'speech' }, ...call, headers })).callId;
  }

  async call(callId: string): Promise<TrainingCall> {
    return callSchema.parse(await this.request('GET', `/calls/${encodeURIComponent(callId)}`));
  }

  /** Waits until the call is as asked. */
  until(callId: string, what: string, is: (call: TrainingCall) => boolean, limitMs?: number): Promise<TrainingCall> {
    return waitFor(`call ${what}`, async () => {
      const call = await this.call(callId);
      return is(call) ? call : undefined;
    }, limitMs);
  }

  async hangUp(callId: string): Promise<void> {
    await this.request('DELETE', `/calls/${encodeURIComponent(callId)}`);
  }

  async fault(fault: LineFault): Promise<void> {
    await this.request('POST', '/faults', fault);
  }

  private async request(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`training line: ${method} ${path} → ${response.status} ${text}`);
    return JSON.parse(text) as unknown;
  }
}
