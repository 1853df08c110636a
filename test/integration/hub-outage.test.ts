import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { healthReplySchema } from '#shared/contract/hub.ts';
import { faultCommand, openTestCluster, startTestHub, type TestCluster, type TestHub } from '../support/hub.ts';
import { until } from '../support/until.ts';

let cluster: TestCluster;
let hub: TestHub;
const wire = cuttableWire();

beforeAll(async () => {
  cluster = await openTestCluster();
  hub = await startTestHub({ cluster, through: (url) => wire.to(url) });
});
afterAll(async () => {
  await hub.close();
  wire.close();
  await cluster.close();
});

test('S-16 S-90 with its database gone the hub says so, keeps its sockets, and goes on when it is back', async () => {
  const desk = await hub.desk('8001');
  const commands = [faultCommand('8001', hub.now()), faultCommand('8001', hub.now())];
  wire.cut();
  expect(await desk.call('command.submit', { commands })).toMatchObject({ ok: false, problem: { code: 'HUB_DATABASE_DOWN' } });
  expect(await desk.call('hub.ping', {})).toMatchObject({ ok: true });
  const down = await fetch(`${hub.url}/v1/health`);
  expect(down.status).toBe(503);
  expect(healthReplySchema.parse(await down.json())).toMatchObject({ status: 'degraded', database: 'down' });
  await expect(hub.signIn('8002')).rejects.toThrow(/HUB_DATABASE_DOWN/);
  wire.mend();
  await until('the hub is well again', async () => (await fetch(`${hub.url}/v1/health`)).ok);
  expect(await desk.call('command.submit', { commands })).toMatchObject({ ok: true, value: { outcomes: [{ status: 'applied' }, { status: 'applied' }] } });
  desk.hints.length = 0;
  await desk.call('command.submit', { commands: [faultCommand('8001', hub.now())] });
  await until('hints flow again', () => desk.hints.length > 0);
});

/** A wire between hub and database that a test can cut. */
function cuttableWire(): { to(url: string): Promise<string>; cut(): void; mend(): void; close(): void } {
  const open = new Set<Socket>();
  let whole = true;
  let server: Server | null = null;
  return {
    async to(url) {
      const target = new URL(url);
      const listening = createServer((near) => {
        if (!whole) return void near.destroy();
        const far = connect(Number(target.port), target.hostname);
        for (const [from, into] of [[near, far], [far, near]] as const) {
          open.add(from);
          from.on('error', () => undefined);
          from.on('close', () => {
            open.delete(from);
            into.destroy();
          });
          from.pipe(into);
        }
      });
      server = listening;
      await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
      const address = listening.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      return url.replace(`:${target.port}/`, `:${address.port}/`);
    },
    cut() {
      whole = false;
      for (const socket of open) socket.destroy();
    },
    mend: () => void (whole = true),
    close: () => void server?.close(),
  };
}
