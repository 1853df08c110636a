import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EntityRow } from '#shared/contract/hub.ts';
import type { PopCard } from '#shared/domain/customer.ts';
import { fail, ok } from '#shared/lib/result.ts';
import { customersByMatch, customersByNumber, findCustomer } from '../store/cache/customers.ts';
import { findScope } from '../store/cache/scopes.ts';
import type { WritableDb } from '../store/db.ts';
import { openStores, prepareFolder, storePaths } from '../store/stores.ts';
import { applyRows, nothingChanged } from './apply-rows.ts';
import type { SyncContext } from './context.ts';
import { loadScope } from './first-load.ts';
import type { HubClient } from './hub-client.ts';

const scope = 'city:0591';
const cursor = { epoch: 'e', xid: '7', seq: '70' };
const id = (i: number): string => `c${String(i).padStart(4, '0')}`;
const card = (i: number, name = `张三${i}`): PopCard => ({
  id: id(i), accountNo: `A${i}`, name, segment: 'public', stars: 3, since: 0, areaCode: '0591', address: '福州市台江区江东路1号', settlement: 'urban', gridCode: 'G',
  oltCode: null, ponPort: null, planName: '光宽', arrearsFen: 0, suspended: false, numbers: [{ value: `8613300000${String(i).padStart(3, '0')}`, kind: 'mobile', relation: 'holder' }], products: [],
});
const row = (i: number, version = 1, body: PopCard | null = card(i)): EntityRow => ({ entity: 'customer', id: id(i), version, body });

let cache: WritableDb;
let asked: { after: string | null; entity: string }[];
let breakAt: number;
let opened = 0;

beforeEach(() => {
  const paths = storePaths(mkdtempSync(join(tmpdir(), 'wanhao-load-')));
  prepareFolder(paths);
  cache = openStores({ paths, keyHex: '01'.repeat(32), reserve: { free: () => false, hold: () => true }, nativeBinding: null, onSlow: () => undefined, now: () => 0 }).cache;
  asked = [];
  breakAt = Number.POSITIVE_INFINITY;
  opened = 0;
});

const all = Array.from({ length: 25 }, (_, i) => row(i));
const client: HubClient = {
  call: ((name: string, input: { after: string | null; entity: string; limit: number }) => {
    if (name === 'snapshot.open') {
      opened++;
      return Promise.resolve(ok({ cursor, counts: { customer: all.length } }));
    }
    asked.push({ after: input.after, entity: input.entity });
    if (asked.length >= breakAt) return Promise.resolve(fail('HUB_UNREACHABLE'));
    const rows = input.entity === 'customer' ? all.filter((item) => item.id > (input.after ?? '')).slice(0, input.limit) : [];
    return Promise.resolve(ok({ rows, next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null }));
  }) as HubClient['call'],
};
const progress: unknown[] = [];
const context = (): SyncContext => ({
  outbox: cache, cache, client, clock: () => 0, timers: { set: () => 0, clear: () => undefined }, fraction: () => 0, log: () => undefined, yieldTurn: () => Promise.resolve(),
  hubClock: { now: () => 500, skewMs: () => 0, leaseNow: () => 500, seen: () => undefined }, pageSize: 10, feedLimit: 10,
  events: {
    customers: () => undefined, tickets: () => undefined, outages: () => undefined, outbox: () => undefined, dataAsOf: () => undefined, problem: () => undefined,
    progress: (value) => void progress.push(value),
  },
});

describe('the first load', () => {
  it('S-50: opens the cursor, then pages by key, then builds indexes and search', async () => {
    expect((await loadScope(context(), scope, () => true)).ok).toBe(true);
    expect(asked.filter((page) => page.entity === 'customer').map((page) => page.after)).toEqual([null, id(9), id(19)]);
    expect(findScope(cache, scope)).toMatchObject({ cursor, loading: null, dataAsOf: 500 });
    expect(customersByNumber(cache, '8613300000017', 5).hits.map((hit) => hit.card.id)).toEqual([id(17)]);
    expect(customersByMatch(cache, '"张三" "江东"', 50)).toHaveLength(25);
    expect(progress.at(-1)).toBeNull();
  });

  it('S-52: resumes at the page it was at, with the cursor it opened with, and no row twice', async () => {
    breakAt = 4;
    expect(await loadScope(context(), scope, () => true)).toEqual(fail('HUB_UNREACHABLE'));
    expect(findScope(cache, scope)?.loading).toMatchObject({ entity: 'customer', after: id(19) });
    breakAt = Number.POSITIVE_INFINITY;
    asked = [];
    expect((await loadScope(context(), scope, () => true)).ok).toBe(true);
    expect(asked[0]).toEqual({ entity: 'customer', after: id(19) });
    expect(opened).toBe(1);
    expect(cache.get('SELECT count(*) AS n, count(DISTINCT id) AS d FROM customers')).toEqual({ n: 25, d: 25 });
    expect(cache.get('SELECT count(*) AS n FROM numbers')).toEqual({ n: 25 });
  });
});

describe('rows of the feed', () => {
  const apply = (...rows: EntityRow[]) => {
    const changed = nothingChanged();
    cache.write(() => applyRows(cache, scope, rows, changed, false));
    return [...changed.customers];
  };

  it('S-31: count only with a higher version; equal and lower ones are dropped', () => {
    expect(apply(row(1, 2, card(1, '新名字')))).toEqual([id(1)]);
    expect(apply(row(1, 2, card(1, '同版本')), row(1, 1, card(1, '旧名字')))).toEqual([]);
    expect(findCustomer(cache, id(1))?.name).toBe('新名字');
    expect(customersByMatch(cache, '"新名"', 5)).toHaveLength(1);
    apply(row(1, 3, card(1, '再改名')));
    expect([customersByMatch(cache, '"新名"', 5).length, customersByMatch(cache, '"再改"', 5).length]).toEqual([0, 1]);
  });

  it('S-32: a tombstone removes card, numbers and search, and a late older row does not bring it back', () => {
    apply(row(1, 1));
    apply(row(1, 3, null));
    apply(row(1, 2, card(1, '迟到')));
    expect(findCustomer(cache, id(1))).toBeNull();
    expect(customersByNumber(cache, '8613300000001', 5).total).toBe(0);
    expect(customersByMatch(cache, '"张三"', 5)).toEqual([]);
    apply(row(1, 4, card(1, '又办了')));
    expect(findCustomer(cache, id(1))?.name).toBe('又办了');
  });
});
