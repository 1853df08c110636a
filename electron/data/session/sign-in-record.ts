import { createCipheriv, createDecipheriv, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { sipAccountSchema, type SipAccount } from '#shared/contract/hub.ts';
import { agentProfileSchema, type AgentProfile } from '#shared/domain/agent.ts';
import type { Random } from '../deps.ts';

/**
 * What a desk keeps of a sign-in, so that the same agent can unlock it with the hub away: who, until when, a
 * slow verifier of the password, and under a key derived from the same password the SIP account and the
 * refresh token. The whole is sealed by the key ring once more. The password itself is never kept.
 */
export interface SignInRecord {
  readonly agent: AgentProfile;
  /** Hub time of the sign-in and the length of the offline window, ms. */
  readonly signedInAt: number;
  readonly windowMs: number;
  /** Wrong passwords allowed offline. */
  readonly attempts: number;
  readonly secrets: Secrets;
}

export interface Secrets {
  readonly sip: SipAccount;
  readonly refreshToken: string;
}

/** The half of the derived key that opens the secrets; in memory while someone is signed in. */
export interface RecordKey {
  readonly salt: Buffer;
  readonly verifier: Buffer;
  readonly secretsKey: Buffer;
}

const storedSchema = z.object({
  v: z.literal(1),
  agent: agentProfileSchema,
  signedInAt: z.number().int(),
  windowMs: z.number().int(),
  attempts: z.number().int(),
  salt: z.base64(),
  verifier: z.base64(),
  box: z.object({ iv: z.base64(), tag: z.base64(), data: z.base64() }),
});
type Stored = z.infer<typeof storedSchema>;
const secretsSchema = z.object({ sip: sipAccountSchema, refreshToken: z.string() });

/** RFC 7914 parameters: about 32 MiB and 0.1 s a try on an office machine. */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;

export async function deriveRecordKey(password: string, random: Random): Promise<RecordKey> {
  return keyFrom(password, random.bytes(16));
}

export function writeRecord(record: SignInRecord, key: RecordKey, random: Random): string {
  const iv = random.bytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.secretsKey, iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(record.secrets), 'utf8'), cipher.final()]);
  const stored: Stored = {
    v: 1, agent: record.agent, signedInAt: record.signedInAt, windowMs: record.windowMs, attempts: record.attempts,
    salt: key.salt.toString('base64'), verifier: key.verifier.toString('base64'),
    box: { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') },
  };
  return JSON.stringify(stored);
}

export type StoredRecord = Stored;

/** The readable part of an unsealed record; null when it is not one. */
export function parseRecord(text: string): StoredRecord | null {
  try {
    return storedSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The key and the secrets when the password fits, else null. Takes its time either way. */
export async function openRecord(stored: StoredRecord, password: string): Promise<{ readonly key: RecordKey; readonly secrets: Secrets } | null> {
  const key = await keyFrom(password, Buffer.from(stored.salt, 'base64'));
  const expected = Buffer.from(stored.verifier, 'base64');
  if (expected.length !== key.verifier.length || !timingSafeEqual(expected, key.verifier)) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.secretsKey, Buffer.from(stored.box.iv, 'base64'));
    decipher.setAuthTag(Buffer.from(stored.box.tag, 'base64'));
    const text = Buffer.concat([decipher.update(Buffer.from(stored.box.data, 'base64')), decipher.final()]).toString('utf8');
    return { key, secrets: secretsSchema.parse(JSON.parse(text)) };
  } catch {
    return null;
  }
}

/** As slow as a real try, for agents without a record. */
export async function pretendToOpen(password: string, random: Random): Promise<void> {
  await keyFrom(password, random.bytes(16));
}

function keyFrom(password: string, salt: Buffer): Promise<RecordKey> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 64, COST, (error, derived) => {
      if (error !== null) reject(error);
      else resolve({ salt, verifier: derived.subarray(0, 32), secretsKey: derived.subarray(32) });
    });
  });
}
