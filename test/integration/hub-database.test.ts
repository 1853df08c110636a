import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../server/db/database.ts';
import { locateNative, prepareBinaries, reachableByOthers } from '../../server/db/embedded/binaries.ts';
import { openEmbedded } from '../../server/db/embedded/cluster.ts';
import { migrate, migrations } from '../../server/db/migrations.ts';
import { openTestCluster, type TestCluster } from '../support/hub.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await openTestCluster();
});
afterAll(async () => {
  await cluster.close();
});

async function withEmptyDatabase<T>(use: (client: pg.Client, url: string) => Promise<T>): Promise<T> {
  const url = await cluster.createDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client, url);
  } finally {
    await client.end();
  }
}

test('migrations go one step at a time, each once, and end at the same place from every step', async () => {
  const shape = async (client: pg.Client): Promise<unknown> =>
    (await client.query(`select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' order by 1, 2`)).rows;
  const whole = await withEmptyDatabase(async (client) => {
    expect(await migrate(client)).toEqual(migrations);
    expect(await migrate(client)).toEqual([]);
    return shape(client);
  });
  for (let upTo = 1; upTo < migrations.length; upTo += 1) {
    await withEmptyDatabase(async (client) => {
      await migrate(client, migrations.slice(0, upTo));
      expect(await migrate(client, migrations.slice(0, upTo + 1))).toEqual([migrations[upTo]]);
      await migrate(client);
      expect(await shape(client)).toEqual(whole);
    });
  }
});

test('two processes that migrate at once wait for each other', async () => {
  await withEmptyDatabase(async (client, url) => {
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    const applied = await Promise.all([migrate(client), migrate(other)]);
    expect(applied.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, migrations.length]);
    await other.end();
  });
});

test('a database from the future is refused untouched, a list out of order too', async () => {
  await withEmptyDatabase(async (client, url) => {
    await migrate(client);
    await client.query(`insert into schema_migrations (name) values ('9990_tomorrow')`);
    await expect(openDatabase({ url })).rejects.toMatchObject({ problem: { code: 'STORE_FROM_FUTURE' } });
    await expect(migrate(client, ['0020_customers', '0010_organisation'])).rejects.toThrow(/out of order/);
  });
});

test('transactions of the hub are bounded, those of imports are not', async () => {
  await withEmptyDatabase(async (_client, url) => {
    const [serve, bulk] = [await openDatabase({ url }), await openDatabase({ url, work: 'bulk' })];
    const limits = async (db: typeof serve): Promise<unknown> =>
      (await db.sql.query(`select name, setting from pg_settings where name = any($1) order by name`, [
        ['idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout', 'transaction_timeout'],
      ])).rows.map((row: { setting: string }) => Number(row.setting));
    // `transaction_timeout` came with PostgreSQL 17.
    const bounded = [10_000, 5_000, 10_000, ...(serve.serverVersion >= 17 ? [15_000] : [])];
    expect(await limits(serve)).toEqual(bounded);
    expect(await limits(bulk)).toEqual(bounded.map(() => 0));
    await Promise.all([serve.close(), bulk.close()]);
  });
});

test('two users of one state folder share the server; the last one out stops it', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'wanhao-shared-'));
  const [first, second] = [await openEmbedded({ stateDir }), await openEmbedded({ stateDir })];
  expect([first.origin, second.origin]).toEqual(['started', 'adopted']);
  const client = new pg.Client({ connectionString: second.url });
  await client.connect();
  await first.close();
  expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  await client.end();
  await second.close();
  await expect(new pg.Client({ connectionString: second.url }).connect()).rejects.toThrow();
  await rm(stateDir, { recursive: true, force: true });
});

test('a pid file of another program, or a lock of a dead process, does not stop a start', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'wanhao-stale-'));
  await (await openEmbedded({ stateDir })).close();
  await writeFile(join(stateDir, 'postgres', 'data', 'postmaster.pid'), `${process.pid}\n`);
  await writeFile(join(stateDir, 'postgres.lock'), '2147483000');
  const again = await openEmbedded({ stateDir });
  expect(again.origin).toBe('started');
  await again.close();
  await rm(stateDir, { recursive: true, force: true });
});

test('data without its password is reported, never deleted', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'wanhao-lost-'));
  await (await openEmbedded({ stateDir })).close();
  await rm(join(stateDir, 'postgres.json'));
  await expect(openEmbedded({ stateDir })).rejects.toThrow(/postgres\.json is missing/);
  await stat(join(stateDir, 'postgres', 'data', 'PG_VERSION'));
  await rm(stateDir, { recursive: true, force: true });
});

test.runIf(process.getuid?.() === 0)('as root in a closed folder, data and binaries go where the server’s user can reach them', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'wanhao-closed-'));
  const systemHome = await mkdtemp(join(tmpdir(), 'wanhao-system-'));
  await chmod(systemHome, 0o711);
  const stateDir = join(closed, 'state');
  await mkdir(stateDir);
  expect(await reachableByOthers(stateDir)).toBe(false);
  const opened = await openEmbedded({ stateDir, systemHome });
  await opened.close();
  await expect(stat(join(stateDir, 'postgres'))).rejects.toThrow();

  const hidden = join(closed, 'native');
  await mkdir(join(hidden, 'bin'), { recursive: true });
  for (const name of ['initdb', 'pg_ctl', 'postgres']) await writeFile(join(hidden, 'bin', name), '#!/bin/sh\n');
  const copied = await prepareBinaries(hidden, join(systemHome, 'bin'));
  expect(copied.postgres.startsWith(systemHome)).toBe(true);
  expect((await stat(copied.postgres)).mode & 0o555).toBe(0o555);
  expect(await prepareBinaries(hidden, join(systemHome, 'bin'))).toEqual(copied);
  expect((await prepareBinaries(locateNative(), null)).postgres.startsWith(locateNative())).toBe(true);
  await Promise.all([rm(closed, { recursive: true, force: true }), rm(systemHome, { recursive: true, force: true })]);
});
