import type { Clock } from '#shared/lib/clock.ts';
import type { WritableDb } from '../store/db.ts';
import { readMetaNumber, writeMeta } from '../store/outbox/meta.ts';

/** Time in the hub's terms. A clock of this machine that is set back extends nothing (S-95). */
export interface HubClock {
  /** Hub time as well as this desk knows it: its own clock and the last known skew. */
  now(): number;
  /** Hub time minus desk time, ms (S-92). */
  skewMs(): number;
  /** Never falls: the highest hub time ever seen or estimated. Leases and offline windows are measured against it. */
  leaseNow(): number;
  /** A time the hub itself gave; `askedAt` is the desk time the question left, to halve the way. */
  seen(hubTime: number, askedAt?: number): void;
}

/** How far the estimate may run before it is written down again. */
const KEEP_EVERY_MS = 60_000;

export function createHubClock(db: WritableDb, clock: Clock): HubClock {
  let skew = readMetaNumber(db, 'skewMs') ?? 0;
  let highestSeen = readMetaNumber(db, 'hubTimeHighest') ?? 0;
  let highestEstimate = readMetaNumber(db, 'estimateHighest') ?? 0;
  let keptAt = highestSeen;
  let keptEstimate = highestEstimate;
  const now = (): number => clock() + skew;
  return {
    now,
    skewMs: () => skew,
    leaseNow() {
      highestEstimate = Math.max(highestEstimate, now());
      if (highestEstimate - keptEstimate >= KEEP_EVERY_MS) {
        keptEstimate = highestEstimate;
        writeMeta(db, 'estimateHighest', String(highestEstimate));
      }
      return Math.max(highestSeen, highestEstimate);
    },
    seen(hubTime, askedAt) {
      const deskTime = askedAt === undefined ? clock() : Math.round((askedAt + clock()) / 2);
      const fresh = hubTime - deskTime;
      // The hub corrects an estimate that ran ahead on a wrong clock of this machine.
      highestEstimate = hubTime;
      highestSeen = Math.max(highestSeen, hubTime);
      const moved = Math.abs(fresh - skew) > 250;
      if (moved) skew = fresh;
      if (moved || highestSeen - keptAt >= KEEP_EVERY_MS) {
        keptAt = highestSeen;
        keptEstimate = highestEstimate;
        db.write(() => {
          writeMeta(db, 'skewMs', String(skew));
          writeMeta(db, 'hubTimeHighest', String(highestSeen));
          writeMeta(db, 'estimateHighest', String(highestEstimate));
        });
      }
    },
  };
}
