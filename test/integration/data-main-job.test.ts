import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completed, openTestRoom, value, type TestRoom } from '../support/data-room.ts';
import { startTestHub, testPassword, type TestHub } from '../support/hub.ts';
import { until } from '../support/until.ts';

interface Callers {
  readonly known: { readonly number: string; readonly customerId: string; readonly name: string };
  readonly shared: { readonly number: string; readonly customerIds: readonly string[] };
  readonly unknown: { readonly number: string };
  readonly more: readonly { readonly number: string; readonly customerId: string }[];
}

let hub: TestHub;
let callers: Callers;
let desk: TestRoom;

beforeAll(async () => {
  hub = await startTestHub({ customers: 300 });
  callers = JSON.parse(readFileSync(join(hub.stateDir, 'demo-callers.json'), 'utf8')) as Callers;
  desk = await openTestRoom(hub.url);
});
afterAll(async () => {
  await desk.stop();
  await hub.close();
});

const rowsOnHub = async (): Promise<{ provisional: string; id: string }[]> =>
  (await hub.db.sql.query<{ id: string; provisional: string }>(`select id, body->>'provisionalNo' as provisional from tickets where body->>'firstOwner' = '8001'`)).rows;

describe('the main job, hub up and down', () => {
  it('signs in, loads the city, pops, takes a fault and brings it to the hub', async () => {
    const session = value(await desk.desk.call('session.signIn', { agentNo: '8001', password: testPassword, state: 'busy' }));
    expect(session).toMatchObject({ kind: 'signedIn', mode: 'online', agent: { no: '8001' } });
    expect(desk.phone.settings.at(-1)).toMatchObject({ user: '8001' });

    await until('first load is done', async () => value(await desk.desk.call('desk.attach', {})).health.store.customers >= 300 && value(await desk.desk.call('desk.attach', {})).health.sync.dataAsOf);

    const callId = desk.phone.ring(callers.known.number);
    const pop = await until('the card pops', () => desk.heard.find((event) => event.name === 'pop'));
    expect(pop.payload).toMatchObject({ callId, result: { kind: 'one', match: { customer: { id: callers.known.customerId } } } });
    expect(JSON.stringify(desk.heard)).not.toContain(callers.known.name);
    expect(JSON.stringify(desk.heard)).not.toContain(callers.known.number);

    desk.phone.answer(callId);
    const draft = value(await desk.desk.call('draft.open', { callId, customerId: null }));
    expect(draft.customerId).toBe(callers.known.customerId);
    expect(draft.fault.contactNumber).toMatchObject({ from: 'record', ref: 'caller' });

    const early = await desk.desk.call('draft.submit', { id: draft.id });
    expect(early).toMatchObject({ ok: false, problem: { code: 'TICKET_FIELDS_MISSING' } });

    value(await desk.desk.call('draft.save', { id: draft.id, fault: completed(draft.fault) }));
    const row = value(await desk.desk.call('draft.submit', { id: draft.id }));
    expect(row).toMatchObject({ id: draft.id, no: null, state: 'accepted' });
    const synced = await until('the hub has it', async () => {
      const view = await desk.desk.call('ticket.open', { id: draft.id });
      return view.ok && view.value.sync.kind === 'synced' ? view.value : null;
    });
    expect(synced.no).toMatch(/^FZ\d{6}-\d{4}$/);
    expect((await rowsOnHub()).filter((ticket) => ticket.id === draft.id)).toHaveLength(1);
    desk.phone.end(callId);
    await until('the call is on the hub', async () => (await hub.db.sql.query('select 1 from interactions where id = $1', [callId])).rowCount === 1);
  });

  it('goes on with the hub down, after a kill, and brings every ticket exactly once', async () => {
    await hub.stop();
    await until('the light says offline', async () => value(await desk.desk.call('desk.attach', {})).health.hub.kind === 'offline');
    const other = callers.more[3] ?? callers.known;
    const callId = desk.phone.ring(other.number);
    await until('it pops without a hub', () => desk.heard.find((event) => event.name === 'pop' && JSON.stringify(event.payload).includes(callId)));
    desk.phone.answer(callId);
    const draft = value(await desk.desk.call('draft.open', { callId, customerId: null }));
    expect(draft.provisionalNo).toMatch(/^8001-\d{4}-\d{2}$/);
    expect(draft.fault.test).toEqual({ kind: 'none', reason: 'hubOffline' });
    value(await desk.desk.call('draft.save', { id: draft.id, fault: completed(draft.fault) }));
    const row = value(await desk.desk.call('draft.submit', { id: draft.id }));
    expect(row).toMatchObject({ no: null, provisionalNo: draft.provisionalNo, sync: { kind: 'pending' } });
    const half = value(await desk.desk.call('draft.open', { callId: null, customerId: null }));
    value(await desk.desk.call('draft.save', { id: half.id, fault: { ...half.fault, description: '写了一半' } }));

    // No stop, no close: the next room opens what a kill would have left.
    const killed = desk;
    const again = await openTestRoom(hub.url, killed.userDataDir);
    expect(value(await again.desk.call('desk.attach', {})).session).toMatchObject({ kind: 'signedOut' });
    const unlocked = value(await again.desk.call('session.unlock', { agentNo: '8001', password: testPassword }));
    expect(unlocked).toMatchObject({ kind: 'signedIn', mode: 'offline' });
    const picture = value(await again.desk.call('desk.attach', {}));
    expect(picture.drafts.map((view) => view.fault.description)).toContain('写了一半');
    expect(picture.tickets.find((ticket) => ticket.id === row.id)).toMatchObject({ sync: { kind: 'pending' }, provisionalNo: row.provisionalNo });
    expect(again.phone.settings.at(-1)).toMatchObject({ user: '8001' });

    await killed.stop();
    await hub.start();
    await again.desk.call('hub.retryNow', {});
    await until('sent', async () => {
      const view = await again.desk.call('ticket.open', { id: row.id });
      return view.ok && view.value.sync.kind === 'synced' && view.value.no !== null;
    }, 20_000);
    expect(value(await again.desk.call('desk.attach', {})).session).toMatchObject({ mode: 'online' });
    const tickets = await rowsOnHub();
    expect(tickets.filter((ticket) => ticket.id === row.id)).toHaveLength(1);
    expect(new Set(tickets.map((ticket) => ticket.id)).size).toBe(tickets.length);
    await again.stop();
  });

  it('S-94 another desk of the same agent goes on counting provisional numbers', async () => {
    const other = await openTestRoom(hub.url);
    value(await other.desk.call('session.signIn', { agentNo: '8001', password: testPassword, state: 'busy' }));
    await until('first load is done', async () => value(await other.desk.call('desk.attach', {})).health.sync.dataAsOf);
    const draft = value(await other.desk.call('draft.open', { callId: null, customerId: callers.known.customerId }));
    value(await other.desk.call('draft.save', { id: draft.id, fault: { ...completed(draft.fault), contactNumber: { from: 'typed', value: '13305910001' } } }));
    const row = value(await other.desk.call('draft.submit', { id: draft.id }));
    await until('the hub has it', async () => (await rowsOnHub()).find((ticket) => ticket.id === row.id));
    const numbers = (await rowsOnHub()).map((ticket) => ticket.provisional).filter((number) => number.startsWith(row.provisionalNo.slice(0, 10)));
    expect(new Set(numbers).size).toBe(numbers.length);
    await other.stop();
  });
});
