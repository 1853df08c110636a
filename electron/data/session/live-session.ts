import { z } from 'zod';
import { sipAccountSchema, type SipAccount } from '#shared/contract/hub.ts';
import { agentProfileSchema, type AgentProfile } from '#shared/domain/agent.ts';
import type { WritableDb } from '../store/db.ts';
import type { Sealing } from '../store/device-key.ts';
import { readMeta, writeMeta } from '../store/outbox/meta.ts';
import type { RecordKey } from './sign-in-record.ts';

/**
 * The session of this very run of the shell, sealed: when only the data room crashed, the agent goes on
 * without typing a password in the middle of a call. Another run of the shell erases it unread.
 */
export interface LiveSession {
  readonly agent: AgentProfile;
  readonly since: number;
  readonly signedInAt: number;
  readonly windowMs: number;
  readonly attempts: number;
  readonly key: RecordKey;
  readonly sip: SipAccount;
  /** Desk time at which the phone lets go of it. */
  readonly sipUntil: number;
  readonly refreshToken: string;
}

const liveSchema = z.object({
  runId: z.string(),
  agent: agentProfileSchema,
  since: z.number().int(),
  signedInAt: z.number().int(),
  windowMs: z.number().int(),
  attempts: z.number().int(),
  key: z.object({ salt: z.base64(), verifier: z.base64(), secretsKey: z.base64() }),
  sip: sipAccountSchema,
  sipUntil: z.number().int(),
  refreshToken: z.string(),
});

export interface LiveSessionStore {
  save(live: LiveSession): Promise<void>;
  /** The session of this run, or null; what another run left is erased. */
  load(): Promise<LiveSession | null>;
  forget(): void;
}

export function liveSessionStore(outbox: WritableDb, sealing: Sealing, runId: string | null): LiveSessionStore {
  let current = 0;
  const forget = (): void => {
    current++;
    writeMeta(outbox, 'liveSession', null);
  };
  return {
    forget,
    async save(live) {
      if (runId === null) return;
      const mine = ++current;
      const { agent, since, signedInAt, windowMs, attempts, sip, sipUntil, refreshToken } = live;
      const { salt, verifier, secretsKey } = live.key;
      const key = { salt: salt.toString('base64'), verifier: verifier.toString('base64'), secretsKey: secretsKey.toString('base64') };
      const sealed = await sealing.seal(JSON.stringify({ runId, agent, since, signedInAt, windowMs, attempts, key, sip, sipUntil, refreshToken } satisfies z.infer<typeof liveSchema>));
      // Signed out, or saved again, while the key ring was at work.
      if (sealed !== null && mine === current) writeMeta(outbox, 'liveSession', sealed);
    },
    async load() {
      const sealed = readMeta(outbox, 'liveSession');
      if (sealed === null) return null;
      const text = runId === null ? null : await sealing.unseal(sealed);
      const live = text === null ? null : parse(text);
      if (live !== null && live.runId === runId) {
        const { salt, verifier, secretsKey } = live.key;
        return { ...live, key: { salt: Buffer.from(salt, 'base64'), verifier: Buffer.from(verifier, 'base64'), secretsKey: Buffer.from(secretsKey, 'base64') } };
      }
      forget();
      return null;
    },
  };
}

function parse(text: string): z.infer<typeof liveSchema> | null {
  try {
    return liveSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
