import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WritableDb } from '../store/db.ts';
import { openStores, prepareFolder, storePaths } from '../store/stores.ts';
import { createHubClock } from './hub-clock.ts';

const hour = 3_600_000;
let db: WritableDb;
let now: number;
const clock = () => createHubClock(db, () => now);

beforeEach(() => {
  const paths = storePaths(mkdtempSync(join(tmpdir(), 'wanhao-clock-')));
  prepareFolder(paths);
  db = openStores({ paths, keyHex: '01'.repeat(32), reserve: { free: () => false, hold: () => true }, nativeBinding: null, onSlow: () => undefined, now: () => 0 }).outbox;
  now = 100 * hour;
});

describe('hub time on the desk', () => {
  it('S-92: the skew is hub time minus desk time, halving the way of the question', () => {
    const hubClock = clock();
    now += 400;
    hubClock.seen(100 * hour + 60_200, 100 * hour);
    expect(hubClock.skewMs()).toBe(60_000);
    expect(clock().skewMs()).toBe(60_000);
  });

  it('S-95: a clock set back, also over a restart, does not turn lease time back', () => {
    clock().seen(now);
    now += 5 * hour;
    expect(clock().leaseNow()).toBe(105 * hour);
    now = 20 * hour;
    expect(clock().leaseNow()).toBe(105 * hour);
  });

  it('S-95: the hub corrects a clock that ran ahead by mistake', () => {
    const hubClock = clock();
    hubClock.seen(now);
    now += 1_000 * hour;
    hubClock.leaseNow();
    now = 101 * hour;
    hubClock.seen(101 * hour);
    expect(hubClock.leaseNow()).toBe(101 * hour);
  });
});
