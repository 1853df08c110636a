import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cursor, EntityRow } from '#shared/contract/hub.ts';
import { beginEpoch } from '../../server/meta/hub-meta.ts';
import { faultCommand, openTestCluster, startTestHub, type TestCluster, type TestDesk, type TestHub } from '../support/hub.ts';
import { until } from '../support/until.ts';

const scope = 'city:0591';
let cluster: TestCluster;
let hub: TestHub;
let desk: TestDesk;

beforeAll(async () => {
  cluster = await openTestCluster();
  hub = await startTestHub({ cluster, customers: 250 });
  desk = await hub.desk('8001');
});
afterAll(async () => {
  await hub.close();
  await cluster.close();
});

async function openCursor(from: TestDesk = desk): Promise<Cursor> {
  const opened = await from.call('snapshot.open', { scope });
  if (!opened.ok) throw new Error(opened.problem.code);
  return opened.value.cursor;
}

async function drain(start: Cursor, limit = 200): Promise<{ readonly rows: readonly EntityRow[]; readonly cursor: Cursor }> {
  const rows: EntityRow[] = [];
  let cursor = start;
  for (;;) {
    const page = await desk.call('feed.pull', { scope, cursor, limit });
    if (!page.ok) throw new Error(page.problem.code);
    rows.push(...page.value.rows);
    cursor = page.value.cursor;
    if (!page.value.more) return { rows, cursor };
  }
}

function customersAfter(after: string | null): ReturnType<typeof desk.call<'snapshot.page'>> {
  return desk.call('snapshot.page', { scope, entity: 'customer', after, limit: 60 });
}

async function create(from: TestDesk = desk, author = '8001'): Promise<string> {
  const command = faultCommand(author, hub.now());
  const reply = await from.call('command.submit', { commands: [command] });
  if (!reply.ok || reply.value.outcomes[0]?.status !== 'applied') throw new Error(JSON.stringify(reply));
  return command.entityId;
}

test('S-40 S-41 an agent’s scope is the city of the team; the province’s administrator has both; others are denied, real or not', async () => {
  expect(await desk.call('scope.list', {})).toMatchObject({ ok: true, value: { scopes: ['city:0591'] } });
  expect(await (await hub.desk('8601')).call('scope.list', {})).toMatchObject({ ok: true, value: { scopes: ['city:0592'] } });
  expect(await (await hub.desk('9000')).call('scope.list', {})).toMatchObject({ ok: true, value: { scopes: ['city:0591', 'city:0592'] } });
  const cursor = await openCursor();
  for (const forged of ['city:0592', 'city:9999', 'province:fj']) {
    const denied = { ok: false, problem: { code: 'SYNC_SCOPE_DENIED' } };
    expect(await desk.call('snapshot.open', { scope: forged })).toMatchObject(denied);
    expect(await desk.call('snapshot.page', { scope: forged, entity: 'customer', after: null, limit: 10 })).toMatchObject(denied);
    expect(await desk.call('feed.pull', { scope: forged, cursor, limit: 10 })).toMatchObject(denied);
  }
});

test('S-50 S-51 pages by keyset give every customer once, and the count said how many', async () => {
  const opened = await desk.call('snapshot.open', { scope });
  if (!opened.ok) throw new Error(opened.problem.code);
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = await customersAfter(after);
    if (!page.ok) throw new Error(page.problem.code);
    ids.push(...page.value.rows.map((row) => row.id));
    after = page.value.next;
    if (after === null) break;
  }
  expect(ids).toHaveLength(250);
  expect(new Set(ids).size).toBe(250);
  expect(ids).toEqual([...ids].sort());
  expect(opened.value.counts.customer).toBe(250);
});

test('S-50 what changes between cursor and page comes again by the feed', async () => {
  const cursor = await openCursor();
  const id = await create();
  const page = await desk.call('snapshot.page', { scope, entity: 'ticket', after: null, limit: 5000 });
  expect(page.ok && page.value.rows.some((row) => row.id === id)).toBe(true);
  expect((await drain(cursor)).rows.map((row) => row.id)).toContain(id);
});

test('S-32 S-53 a deletion is a tombstone in the feed and absent from pages', async () => {
  const id = await create();
  const cursor = await openCursor();
  await hub.db.transaction(async (sql) => {
    await sql.query('update tickets set deleted = true, version = version + 1 where id = $1', [id]);
    await sql.query(`insert into change_log (scope, entity, entity_id, version) values ($1, 'ticket', $2, 2)`, [scope, id]);
  });
  expect((await drain(cursor)).rows).toEqual([{ entity: 'ticket', id, version: 2, body: null }]);
  const page = await desk.call('snapshot.page', { scope, entity: 'ticket', after: null, limit: 5000 });
  expect(page.ok && page.value.rows.some((row) => row.id === id)).toBe(false);
});

test('S-60 S-61 sixteen writers, slow and fast, while the feed is read: no change is lost', async () => {
  let reading = true;
  const seen = new Map<string, number>();
  const start = await openCursor();
  const reader = (async () => {
    let cursor = start;
    for (let last = false; ; ) {
      const page = await drain(cursor, 25);
      for (const row of page.rows) seen.set(row.id, Math.max(seen.get(row.id) ?? 0, row.version));
      cursor = page.cursor;
      if (last) return;
      last = !reading;
    }
  })();
  const desks = await Promise.all(Array.from({ length: 4 }, () => hub.desk('8001')));
  const fast = Array.from({ length: 12 }, async (_, writer) => {
    const written: string[] = [];
    for (let n = 0; n < 15; n += 1) written.push(await create(desks[writer % desks.length]));
    return written;
  });
  // Takes its place in the log, lets many others commit past it, and commits late.
  const slow = Array.from({ length: 4 }, async () => {
    const written: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const source = await create();
      await hub.db.transaction(async (sql) => {
        await sql.query('update tickets set version = version + 1 where id = $1', [source]);
        await sql.query(`insert into change_log (scope, entity, entity_id, version) values ($1, 'ticket', $2, 2)`, [scope, source]);
        await sql.query('select pg_sleep(0.15)');
      });
      written.push(source);
    }
    return written;
  });
  const late = (await Promise.all(slow)).flat();
  const quick = (await Promise.all(fast)).flat();
  reading = false;
  await reader;
  expect(quick.filter((id) => !seen.has(id))).toEqual([]);
  expect(late.filter((id) => seen.get(id) !== 2)).toEqual([]);
});

test('S-60 a row is held back while an older transaction is open', async () => {
  const cursor = await openCursor();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun: () => void = () => undefined;
  const open = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const old = hub.db.transaction(async (sql) => {
    await sql.query('select pg_current_xact_id()');
    begun();
    await held;
  });
  await open;
  const id = await create();
  const before = await drain(cursor);
  release();
  await old;
  expect(before.rows).toEqual([]);
  expect((await drain(cursor)).rows.map((row) => row.id)).toEqual([id]);
});

test('S-62 S-64 several changes of one entity come once; an empty pull gives back its cursor', async () => {
  const cursor = await openCursor();
  const id = await create();
  const note = { id: randomUUID(), author: '8001', at: hub.now(), skewMs: 0, entityId: id, type: 'ticket.addNote' as const, payload: { noteId: randomUUID(), text: '备注' } };
  await desk.call('command.submit', { commands: [note] });
  const first = await drain(cursor);
  expect(first.rows.map((row) => [row.id, row.version])).toEqual([[id, 2]]);
  expect(await drain(first.cursor)).toEqual({ rows: [], cursor: first.cursor });
});

test('S-65 a cursor beyond the database, or out of range, is refused', async () => {
  const cursor = await openCursor();
  for (const bad of [{ ...cursor, xid: '99999999999' }, { ...cursor, xid: '99999999999999999999' }, { ...cursor, seq: '99999999999999999999' }]) {
    expect(await desk.call('feed.pull', { scope, cursor: bad, limit: 10 })).toMatchObject({ ok: false, problem: { code: 'SYNC_CURSOR_BAD' } });
  }
});

test('S-70 S-71 after a restore the old cursor is refused; another cluster begins a new epoch by itself', async () => {
  const cursor = await openCursor();
  await hub.db.transaction((sql) => beginEpoch(sql));
  expect(await desk.call('feed.pull', { scope, cursor, limit: 10 })).toMatchObject({ ok: false, problem: { code: 'SYNC_EPOCH_CHANGED' } });
  const fresh = await openCursor();
  expect(fresh.epoch).not.toBe(cursor.epoch);
  await hub.db.sql.query(`update hub_meta set cluster_id = 'the one the dump came from'`);
  await hub.stop();
  await hub.start();
  desk = await hub.desk('8001');
  expect((await openCursor()).epoch).not.toBe(fresh.epoch);
  const again = await openCursor();
  await hub.stop();
  await hub.start();
  desk = await hub.desk('8001');
  expect((await openCursor()).epoch).toBe(again.epoch);
});

test('S-80 a hint comes when the change can be pulled, to this scope alone', async () => {
  const xiamen = await hub.desk('8601');
  desk.hints.length = 0;
  const cursor = await openCursor();
  const id = await create();
  await until('a hint', () => desk.hints.length > 0);
  expect((await drain(cursor)).rows.map((row) => row.id)).toEqual([id]);
  expect(desk.hints).toContain(scope);
  expect(xiamen.hints).toEqual([]);
});

test('S-80 what another process commits is hinted as well', async () => {
  desk.hints.length = 0;
  const { rows } = await hub.db.sql.query<{ id: string }>('select id from outages limit 1');
  await hub.db.transaction(async (sql) => {
    await sql.query('update outages set version = version + 1 where id = $1', [rows[0]?.id]);
    await sql.query(`insert into change_log (scope, entity, entity_id, version) values ($1, 'outage', $2, 2)`, [scope, rows[0]?.id]);
  });
  await until('a hint', () => desk.hints.length > 0);
});

test('S-106 opened snapshots and pages are in the access log', async () => {
  const { rows } = await hub.db.sql.query<{ kind: string }>(`select distinct kind from access_log where agent_no = '8001'`);
  expect(rows.map((row) => row.kind)).toEqual(expect.arrayContaining(['signIn', 'snapshotOpen', 'snapshotPage']));
});
