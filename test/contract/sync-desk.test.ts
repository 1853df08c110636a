import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TicketRow } from '#shared/contract/desk.ts';
import type { Command } from '#shared/domain/commands.ts';
import type { PopCard } from '#shared/domain/customer.ts';
import { nodeHubHttp, type HubHttp } from '../../electron/data/session/hub-http.ts';
import { socketIoConnector } from '../../electron/data/sync/socket-io-connector.ts';
import type { HubConnector } from '../../electron/data/sync/transport.ts';
import { beginEpoch } from '../../server/meta/hub-meta.ts';
import { badNetwork, hurriedTimers, type BadNetwork } from '../support/bad-network.ts';
import { completed, openTestRoom, value, type TestRoom } from '../support/data-room.ts';
import { FakeHub } from '../support/fake-hub.ts';
import { faultCommand, openTestCluster, startTestHub, testPassword, type TestCluster } from '../support/hub.ts';
import { seededRandom } from '../support/tickets.ts';
import { until } from '../support/until.ts';

/** What the desk's end of the protocol needs of a hub; the same suite runs over the fake and the real one. */
interface HubUnderTest {
  readonly url: string;
  readonly connector: HubConnector;
  readonly http: HubHttp;
  /** Tickets on the hub: id, first owner, number of notes. */
  tickets(): Promise<{ id: string; owner: string; notes: number }[]>;
  /** Another desk takes a ticket. */
  submitElsewhere(command: Command): Promise<void>;
  newEpoch(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

let cluster: TestCluster | null = null;

const hubs: Record<string, () => Promise<HubUnderTest>> = {
  'the hub in memory': () => Promise.resolve(fakeHub()),
  'the real hub over sockets': realHub,
};

function fakeHub(): HubUnderTest {
  const hub = new FakeHub();
  for (let i = 0; i < 40; i++) {
    const card = fakeCard(i);
    hub.put('customer', card.id, card);
  }
  return {
    url: 'http://hub.invalid', connector: hub.connector, http: hub.http,
    tickets: () => Promise.resolve(hub.tickets().map((ticket) => ({ id: ticket.id, owner: ticket.firstOwner, notes: ticket.notes.length }))),
    submitElsewhere(command) {
      expect(hub.submit(command).status).toBe('applied');
      return Promise.resolve();
    },
    newEpoch: () => Promise.resolve(hub.newEpoch()),
    stop: () => Promise.resolve(hub.goDown()),
    start: () => Promise.resolve(void (hub.down = false)),
    close: () => Promise.resolve(),
  };
}

function fakeCard(i: number): PopCard {
  const mobile = `8613305910${String(i).padStart(3, '0')}`;
  return {
    id: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`, accountNo: `A${i}`, name: `张三${i}`, segment: 'public', stars: 3, since: 0, areaCode: '0591',
    address: '福州市台江区江东路1号', settlement: 'urban', gridCode: 'GL-0001', oltCode: null, ponPort: null, planName: '光宽', arrearsFen: 0, suspended: false,
    numbers: [{ value: mobile, kind: 'mobile', relation: 'holder' }],
    products: [{ id: `p${i}`, kind: 'broadband', name: '光宽', serviceNumber: `fzad${String(i).padStart(8, '0')}`, status: 'active', rateMbps: 500 }],
  };
}

async function realHub(): Promise<HubUnderTest> {
  cluster ??= await openTestCluster();
  const hub = await startTestHub({ cluster, customers: 40 });
  return {
    url: hub.url, connector: socketIoConnector({ hubUrl: hub.url, caPem: null }), http: nodeHubHttp({ hubUrl: hub.url, caPem: null }),
    async tickets() {
      const { rows } = await hub.db.sql.query<{ id: string; owner: string; notes: number }>(
        `select id, body->>'firstOwner' as owner, jsonb_array_length(body->'notes') as notes from tickets where body->>'description' like '客户反映光宽%'`,
      );
      return rows;
    },
    async submitElsewhere(command) {
      const desk = await hub.desk(command.author);
      expect(await desk.call('command.submit', { commands: [command] })).toMatchObject({ ok: true, value: { outcomes: [{ status: 'applied' }] } });
      desk.close();
    },
    newEpoch: async () => {
      await beginEpoch(hub.db.sql);
    },
    stop: () => hub.stop(),
    start: () => hub.start(),
    close: () => hub.close(),
  };
}

afterAll(async () => {
  await cluster?.close();
});

describe.each(Object.entries(hubs))('a desk and %s', (_name, build) => {
  let hub: HubUnderTest;
  let desk: TestRoom;
  let network: BadNetwork = { fate: () => 'ok' };

  const open = (dir?: string): Promise<TestRoom> =>
    openTestRoom(hub.url, dir, {
      http: hub.http, timers: hurriedTimers(),
      connector: badNetwork(hub.connector, { fate: (...args) => network.fate(...args), bend: (name, reply) => network.bend?.(name, reply) ?? reply, watch: (...args) => network.watch?.(...args) }),
    });
  const picture = async (room = desk) => value(await room.desk.call('desk.attach', {}));
  const signIn = async (agentNo = '8001', room = desk): Promise<void> => {
    value(await room.desk.call('session.signIn', { agentNo, password: testPassword, state: 'busy' }));
    await until('the city is loaded', async () => (await picture(room)).health.sync.dataAsOf !== null && (await picture(room)).health.store.customers === 40, 20_000);
  };
  const take = async (description: string, room = desk): Promise<TicketRow> => {
    const draft = value(await room.desk.call('draft.open', { callId: null, customerId: null }));
    value(await room.desk.call('draft.save', { id: draft.id, fault: completed(draft.fault, { description: `客户反映光宽${description}` }) }));
    return value(await room.desk.call('draft.submit', { id: draft.id }));
  };
  const settled = (id: string, room = desk) =>
    until('the hub has confirmed', async () => {
      const view = await room.desk.call('ticket.open', { id });
      return view.ok && view.value.sync.kind === 'synced' && view.value.no !== null ? view.value : null;
    }, 20_000);

  beforeAll(async () => {
    hub = await build();
  });
  afterAll(async () => {
    await hub.close();
  });
  beforeEach(async () => {
    network = { fate: () => 'ok' };
    desk = await open();
  });
  afterEach(async () => {
    await desk.stop();
  });

  it('S-02 S-11 S-18: a lost acknowledgement is retried with the same bytes and takes effect once', async () => {
    await signIn();
    const sent: string[] = [];
    let losses = 3;
    network = {
      fate: (name) => (name === 'command.submit' && losses-- > 0 ? 'lostReply' : 'ok'),
      watch: (name, input) => void (name === 'command.submit' && sent.push(JSON.stringify(input))),
    };
    const row = await take('一小时掉线多次，请上门检查。');
    await settled(row.id);
    expect((await hub.tickets()).filter((ticket) => ticket.id === row.id)).toHaveLength(1);
    expect(sent.length).toBeGreaterThanOrEqual(4);
    expect(new Set(sent).size).toBe(1);
  });

  it('S-91 S-90: over a network that loses, cuts and delays, everything arrives once and in order', async () => {
    await signIn();
    const random = seededRandom(20261122);
    network = { fate: () => { const x = random(); return x < 0.1 ? 'lostRequest' : x < 0.2 ? 'lostReply' : x < 0.27 ? 'cut' : x < 0.4 ? 'late' : 'ok'; } };
    const rows: TicketRow[] = [];
    for (let i = 0; i < 6; i++) {
      const row = await take(`第${i}次频繁掉线，请派人检查。`);
      rows.push(row);
      for (let note = 0; note < 3; note++) value(await desk.desk.call('ticket.addNote', { id: row.id, text: `补充 ${note}` }));
    }
    for (const row of rows) {
      const view = await settled(row.id);
      expect(view.notes.map((note) => note.text)).toEqual(['补充 0', '补充 1', '补充 2']);
    }
    network = { fate: () => 'ok' };
    const ids = new Set(rows.map((row) => row.id));
    const onHub = (await hub.tickets()).filter((ticket) => ids.has(ticket.id));
    expect(onHub.map((ticket) => ticket.notes)).toEqual(rows.map(() => 3));
  });

  it('S-13 S-19: a rejected command stays to be seen and blocks nothing behind it', async () => {
    await signIn();
    const { commands } = desk.room.rooms;
    const lost = commands.make('8001', randomUUID(), { type: 'ticket.addNote', payload: { noteId: randomUUID(), text: '找不到的工单' } });
    commands.queue(lost, '8001-1122-99');
    const row = await take('掉线，紧接着一条会被退回的指令。');
    await settled(row.id);
    const { outbox, health } = await picture();
    expect(outbox).toMatchObject([{ commandId: lost.id, state: 'rejected', problem: { code: 'TICKET_NOT_FOUND' } }]);
    expect(health.sync.rejected).toBe(1);
    value(await desk.desk.call('outbox.discard', { commandId: lost.id, reason: '重复' }));
    expect((await picture()).outbox).toEqual([]);
  });

  it('S-80 S-81: what another desk does comes by the feed after a hint', async () => {
    await signIn();
    const command = faultCommand('8002', Date.now());
    await hub.submitElsewhere(command);
    await until('the other desk’s ticket is here', async () => (await desk.desk.call('ticket.open', { id: command.entityId })).ok);
  });

  it('S-31 S-61: doubled and reordered rows change nothing', async () => {
    network = {
      fate: () => 'ok',
      bend(name, reply) {
        if (name !== 'feed.pull' && name !== 'snapshot.page') return reply;
        const page = reply as { ok: boolean; value?: { rows: unknown[] } };
        return page.value === undefined ? reply : { ...page, value: { ...page.value, rows: [...page.value.rows, ...page.value.rows.toReversed()] } };
      },
    };
    await signIn();
    const row = await take('掉线，网络把回包重复又打乱。');
    value(await desk.desk.call('ticket.addNote', { id: row.id, text: '再来一条' }));
    expect((await settled(row.id)).notes).toHaveLength(1);
    expect((await picture()).health.store.customers).toBe(40);
  });

  it('S-72: another epoch wipes the copy, keeps drafts and outbox, and loads again', async () => {
    await signIn();
    const kept = value(await desk.desk.call('draft.open', { callId: null, customerId: null }));
    value(await desk.desk.call('draft.save', { id: kept.id, fault: { ...kept.fault, description: '还没写完' } }));
    const before = await take('掉线，这张单在中心恢复之前。');
    await settled(before.id);
    await hub.newEpoch();
    await until('told', async () => desk.heard.some((event) => event.name === 'notice' && JSON.stringify(event.payload).includes('SYNC_EPOCH_CHANGED')), 20_000);
    await until('loaded again', async () => (await picture()).health.store.customers === 40 && (await picture()).health.sync.dataAsOf !== null, 20_000);
    expect((await picture()).drafts.map((draft) => draft.fault.description)).toContain('还没写完');
    await settled(before.id);
  });

  it('S-33: the optimistic ticket is derived again at the start, even without the cache', async () => {
    await signIn();
    await hub.stop();
    await until('offline', async () => (await picture()).health.hub.kind === 'offline', 20_000);
    const row = await take('掉线，中心停了也要受理。');
    value(await desk.desk.call('ticket.addNote', { id: row.id, text: '离线补充' }));
    await desk.stop();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(desk.userDataDir, 'store', `cache.db${suffix}`), { force: true });
    desk = await open(desk.userDataDir);
    value(await desk.desk.call('session.unlock', { agentNo: '8001', password: testPassword }));
    const view = value(await desk.desk.call('ticket.open', { id: row.id }));
    expect(view).toMatchObject({ no: null, provisionalNo: row.provisionalNo, notes: [{ text: '离线补充' }], sync: { kind: 'pending' } });
    await hub.start();
    await settled(row.id);
    expect((await hub.tickets()).filter((ticket) => ticket.id === row.id)).toMatchObject([{ notes: 1 }]);
  });

  it('S-20: one agent’s unsent work is invisible to the next, who sends it under its author’s name', async () => {
    await signIn();
    await hub.stop();
    await until('offline', async () => (await picture()).health.hub.kind === 'offline', 20_000);
    const row = await take('掉线，下班前没传上去。');
    const draft = value(await desk.desk.call('draft.open', { callId: null, customerId: null }));
    expect(value(await desk.desk.call('session.signOut', { confirmed: false }))).toEqual({ done: false, unsent: 2 });
    expect(value(await desk.desk.call('session.signOut', { confirmed: true }))).toMatchObject({ done: true });
    await hub.start();
    let held = true;
    network = { fate: (name) => (name === 'command.submit' && held ? 'lostRequest' : 'ok') };
    await signIn('8002');
    const seen = await picture();
    expect([seen.drafts, seen.outbox, seen.tickets.filter((ticket) => ticket.id === row.id)]).toEqual([[], [], []]);
    expect(await desk.desk.call('draft.submit', { id: draft.id })).toMatchObject({ problem: { code: 'DRAFT_NOT_FOUND' } });
    expect(await desk.desk.call('ticket.open', { id: row.id })).toMatchObject({ problem: { code: 'TICKET_NOT_FOUND' } });
    held = false;
    await until('sent under its author', async () => (await hub.tickets()).some((ticket) => ticket.id === row.id && ticket.owner === '8001'), 20_000);
  });

  it('S-42: a scope that is taken away is purged', async () => {
    await signIn();
    network = { fate: () => 'ok', bend: (name, reply) => (name === 'scope.list' ? { ok: true, value: { scopes: [], hubTime: Date.now() } } : reply) };
    desk.room.rooms.link.renew();
    const { cache } = desk.room.rooms;
    await until('purged', () => cache.get<{ n: number }>('SELECT count(*) AS n FROM customers')?.n === 0);
    expect(cache.all('SELECT * FROM scopes')).toEqual([]);
    expect(await desk.desk.call('customer.search', { text: '张三', limit: 10 })).toMatchObject({ value: { hits: [] } });
  });

  it('S-52: a first load that breaks resumes at its page, with its own cursor', async () => {
    let pages = 0;
    const opened: string[] = [];
    network = {
      fate: (name) => (name === 'snapshot.page' && ++pages === 2 ? 'cut' : 'ok'),
      watch: (name) => void (name === 'snapshot.open' && opened.push(name)),
    };
    await signIn();
    expect(opened).toHaveLength(1);
    expect(pages).toBeGreaterThan(2);
  });
});
