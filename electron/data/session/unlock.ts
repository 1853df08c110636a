import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { Random } from '../deps.ts';
import type { WritableDb } from '../store/db.ts';
import type { Sealing } from '../store/device-key.ts';
import { addFailedUnlock, clearFailedUnlocks, countTriedAgents, failedUnlocks, readSignIn } from '../store/outbox/sign-ins.ts';
import type { HubClock } from './hub-clock.ts';
import { openRecord, parseRecord, pretendToOpen, type RecordKey, type Secrets, type StoredRecord } from './sign-in-record.ts';

/** Tries an agent without a record has; the same as the policy's default, so that nobody can tell the two apart. */
const DEFAULT_ATTEMPTS = 5;
/** Different agent numbers that may fail here before the desk stops listening. */
const MAX_TRIED_AGENTS = 20;

export interface UnlockDeps {
  readonly outbox: WritableDb;
  readonly sealing: Sealing;
  readonly random: Random;
  readonly hubClock: HubClock;
}

export interface Unlocked {
  readonly stored: StoredRecord;
  readonly key: RecordKey;
  readonly secrets: Secrets;
}

/**
 * Checks a password against the sealed sign-in record. Wrong password, unknown agent and lapsed window
 * answer alike and take alike; the try is counted before it is looked at.
 */
export async function unlockOffline(deps: UnlockDeps, agentNo: string, password: string): Promise<Result<Unlocked>> {
  const { outbox } = deps;
  const stored = await readRecord(deps, agentNo);
  const allowed = stored?.attempts ?? DEFAULT_ATTEMPTS;
  if (failedUnlocks(outbox, agentNo) >= allowed || countTriedAgents(outbox) >= MAX_TRIED_AGENTS) return fail('AUTH_OFFLINE_LOCKED');
  const now = deps.hubClock.leaseNow();
  const failed = addFailedUnlock(outbox, agentNo, now);
  const opened = stored === null ? null : await openRecord(stored, password);
  if (stored === null) await pretendToOpen(password, deps.random);
  if (stored === null || opened === null || now > stored.signedInAt + stored.windowMs) {
    const left = Math.max(0, allowed - failed);
    return left === 0 ? fail('AUTH_OFFLINE_LOCKED') : fail('AUTH_OFFLINE_BAD', { left });
  }
  clearFailedUnlocks(outbox, agentNo);
  return ok({ stored, ...opened });
}

async function readRecord(deps: UnlockDeps, agentNo: string): Promise<StoredRecord | null> {
  const sealed = readSignIn(deps.outbox, agentNo);
  const text = sealed === null ? null : await deps.sealing.unseal(sealed);
  return text === null ? null : parseRecord(text);
}
