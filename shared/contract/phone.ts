import { z } from 'zod';
import { CALL_END_REASONS, CALL_PHASES } from '#shared/domain/call.ts';
import type { DoorSpec } from '#shared/lib/door.ts';

/**
 * The doors of the phone room. The phone serves both: the desk steers calls and sees state, the data room
 * gives SIP settings and takes what happened. All times are epoch milliseconds, all levels 0–1.
 */

const WS_ADDRESS = /^wss?:\/\/[A-Za-z0-9.\-:[\]]{1,253}(?:\/[^\s?#]{0,200})?$/;
const PLAIN_WS_LOOPBACK = /^ws:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/;

/** A SIP edge: `wss://…`; unencrypted `ws://` is allowed to this machine only. */
export const sipServer = z.string().regex(WS_ADDRESS).refine((url) => url.startsWith('wss:') || PLAIN_WS_LOOPBACK.test(url));

/** What the phone needs to register. It lives in memory only and is erased by `clear` or when it lapses. */
export const sipSettings = z.object({
  /** In order of preference; the next one is tried when one fails. All wss, or all ws. */
  servers: z.array(sipServer).min(1).max(8).refine((all) => new Set(all.map((url) => url.split(':')[0])).size === 1),
  user: z.string().regex(/^[A-Za-z0-9._+-]{1,64}$/),
  password: z.string().min(1).max(256),
  /** SIP domain of the address-of-record, `sip:user@domain`. */
  domain: z.string().regex(/^[A-Za-z0-9.-]{1,253}$/),
  /** When the credentials lapse, by this machine's clock; null never. Moving it alone disturbs nothing. */
  expiresAt: z.number().nullable(),
  /** Area code (with zero) for local numbers on this trunk. */
  trunkAreaCode: z.string().regex(/^0\d{2,3}$/).nullable().optional(),
  /** Our own trunk numbers: shown as "switchboard", never looked up. */
  trunkNumbers: z.array(z.string().max(40)).max(100).optional(),
  /** False when the edge passes on callers' own P-Asserted-Identity unchecked. Default true. */
  trustAssertedIdentity: z.boolean().optional(),
  /** Echo cancellation, noise suppression and gain control; off only for measured audio. Default true. */
  audioProcessing: z.boolean().optional(),
});
export type SipSettings = z.infer<typeof sipSettings>;

export const REGISTRATION_STATES = ['offline', 'connecting', 'registering', 'ready', 'suspect', 'reconnecting', 'refused'] as const;

/** `ready` comes only from a confirmed REGISTER or OPTIONS round trip on a live connection. */
export const registrationView = z.object({
  state: z.enum(REGISTRATION_STATES),
  /** Code of the catalogue that explains a state other than ready; null when there is nothing to explain. */
  code: z.enum(['SIP_REGISTER_REFUSED', 'SIP_TRANSPORT_DOWN', 'SIP_CREDENTIALS_EXPIRED']).nullable(),
  /** SIP status of a refusal, for the text. */
  status: z.number().int().nullable(),
  /** Attempts since the line was last ready. */
  attempt: z.number().int().min(0),
  server: z.string().nullable(),
  user: z.string().nullable(),
  since: z.number().int(),
  retryAt: z.number().int().nullable(),
  /** Last confirmed round trip. */
  confirmedAt: z.number().int().nullable(),
});
export type RegistrationView = z.infer<typeof registrationView>;

export const mediaView = z.object({
  /** `unknown` until the first check. */
  microphone: z.enum(['unknown', 'ok', 'denied', 'missing']),
  code: z.enum(['MEDIA_MIC_DENIED', 'MEDIA_MIC_MISSING', 'MEDIA_FAILED']).nullable(),
});
export type MediaView = z.infer<typeof mediaView>;

export const remoteParty = z.object({
  /** As signalled or dialled, for matching; empty when withheld. Never goes to the desk. */
  number: z.string().max(512),
  masked: z.string().max(64),
  kind: z.enum(['mobile', 'fixed', 'service', 'iot', 'foreign', 'anonymous', 'unknown']),
  displayName: z.string().max(512),
  /** The caller asked not to be shown. */
  withheld: z.boolean(),
  /** One of our own trunk numbers: the real caller is not known. */
  trunk: z.boolean(),
});
export type RemoteParty = z.infer<typeof remoteParty>;

const headerText = z.string().max(256);

/** Call data of the edge, cleaned and bounded; null where the header is absent or malformed. */
export const callHeaders = z.object({
  /** X-Queue: queue the call waited in. */
  queue: headerText.nullable(),
  /** X-DNIS, else the number in To: what the caller dialled. */
  dnis: headerText.nullable(),
  /** Diversion (RFC 5806): who forwarded the call here. */
  diversion: headerText.nullable(),
  /** X-Wait-Seconds: how long the caller waited. */
  waitSeconds: z.number().int().min(0).max(86_400).nullable(),
});
export type CallHeaders = z.infer<typeof callHeaders>;

const callId = z.uuid();

/** A call as the phone and the data room know it, with the caller's number. */
export const callRecord = z.object({
  id: callId,
  direction: z.enum(['incoming', 'outgoing']),
  phase: z.enum(CALL_PHASES),
  muted: z.boolean(),
  startedAt: z.number().int(),
  answeredAt: z.number().int().nullable(),
  heldSince: z.number().int().nullable(),
  heldMs: z.number().int(),
  endedAt: z.number().int().nullable(),
  endReason: z.enum(CALL_END_REASONS).nullable(),
  /** Final SIP status of a call that was refused or failed. */
  endStatus: z.number().int().nullable(),
  remote: remoteParty,
  headers: callHeaders,
  /** An operation is under way (hold, resume, answer): show it as busy. */
  busy: z.boolean(),
});
export type CallRecord = z.infer<typeof callRecord>;

/** The same for the screen: masked, as everything the desk gets. */
export const callView = callRecord.extend({
  remote: remoteParty.omit({ number: true, displayName: true }),
  headers: callHeaders.omit({ diversion: true }),
});
export type CallView = z.infer<typeof callView>;

/** Everything a desk needs to draw the call bar; sent whole on attach and on every change. `calls` holds live calls only. */
export const phoneState = z.object({
  registration: registrationView,
  media: mediaView,
  calls: z.array(callView).max(32),
});
export type PhoneState = z.infer<typeof phoneState>;

const oneCall = z.object({ callId });
const nothing = z.object({});

/** desk → phone calls, phone → desk events. */
export const phoneDeskDoor = {
  calls: {
    state: { in: nothing, out: phoneState },
    answer: { in: oneCall, out: nothing },
    reject: { in: oneCall, out: nothing },
    hangUp: { in: oneCall, out: nothing },
    hold: { in: oneCall, out: nothing },
    resume: { in: oneCall, out: nothing },
    mute: { in: oneCall, out: nothing },
    unmute: { in: oneCall, out: nothing },
    /** What the person typed; refused with NUMBER_BAD. */
    dial: { in: z.object({ number: z.string().max(64) }), out: oneCall },
    /** Ask for the microphone again after MEDIA_MIC_DENIED or MEDIA_MIC_MISSING. */
    checkMedia: { in: nothing, out: mediaView },
  },
  events: {
    /** First thing on attach, then on every change. */
    state: phoneState,
    /** Root mean square of the last 200 ms, about five times a second and only while a call is connected. */
    levels: z.object({ callId, local: z.number().min(0), remote: z.number().min(0) }),
    /** The final view of a call, once. */
    ended: callView,
  },
} as const satisfies DoorSpec;

/** data → phone calls, phone → data events. */
export const phoneDataDoor = {
  calls: {
    /**
     * Register with these settings. The same again changes nothing, even in a call; others replace a running
     * registration, for the same extension only when its calls are over.
     */
    configure: { in: sipSettings, out: nothing },
    /** Un-register, hang up and forget the credentials: sign-out and revocation only, for it ends calls. */
    clear: { in: nothing, out: nothing },
  },
  events: {
    /** An INVITE arrived and 180 went out. `to` is the number in To. */
    ringing: z.object({
      callId,
      /** Call-ID of the SIP dialog, to find the call at the edge. */
      sipCallId: z.string().max(256),
      from: remoteParty,
      to: z.string().max(512),
      headers: callHeaders,
      /** When the INVITE reached this machine. */
      at: z.number().int(),
    }),
    answered: z.object({ callId, at: z.number().int() }),
    /** Record of a call that is over, in or out, once. */
    ended: callRecord,
    registration: registrationView,
    /** Something malformed was refused, for the log: where and which rule, never content. */
    fault: z.object({ where: z.string().max(80), issue: z.string().max(200) }),
  },
} as const satisfies DoorSpec;
