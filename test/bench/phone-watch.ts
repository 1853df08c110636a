import type { Page } from '@playwright/test';

/** What was seen of one ring in the phone's window; the phone's own epoch ms. */
export interface PhoneRing {
  readonly callId: string;
  /** The ring was posted to the data room. */
  readonly postedAt: number;
}

declare global {
  interface Window {
    benchRings: Map<string, PhoneRing>;
  }
}

/** Looks on, from outside, where the phone's page posts to its doors. */
export async function watchPhone(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.benchRings = new Map();
    const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
    const original = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'postMessage');
    const post: unknown = original?.value;
    if (original === undefined || typeof post !== 'function') throw new Error('MessagePort.postMessage is no method here');
    Object.defineProperty(MessagePort.prototype, 'postMessage', {
      ...original,
      value(this: MessagePort, ...args: unknown[]): unknown {
        const at = performance.timeOrigin + performance.now();
        const [message] = args;
        if (isRecord(message) && message['name'] === 'ringing' && isRecord(message['payload'])) {
          const { callId, sipCallId } = message['payload'];
          if (typeof callId === 'string' && typeof sipCallId === 'string') window.benchRings.set(sipCallId, { callId, postedAt: at });
        }
        return Reflect.apply(post, this, args);
      },
    });
  });
}

/** The ring of a SIP dialog, or null when the phone never told of it. */
export function phoneRing(page: Page, sipCallId: string): Promise<PhoneRing | null> {
  return page.evaluate((id) => window.benchRings.get(id) ?? null, sipCallId);
}
