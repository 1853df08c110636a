import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandOutcome } from '#shared/contract/hub.ts';
import type { Command } from '#shared/domain/commands.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { faultCommand, openTestCluster, startTestHub, type TestCluster, type TestDesk, type TestHub } from '../support/hub.ts';
import { until } from '../support/until.ts';

let cluster: TestCluster;
let hub: TestHub;
let desk: TestDesk;

beforeAll(async () => {
  cluster = await openTestCluster();
  hub = await startTestHub({ cluster, customers: 30 });
  desk = await hub.desk('8001');
});
afterAll(async () => {
  await hub.close();
  await cluster.close();
});

async function submit(from: TestDesk, ...commands: readonly Command[]): Promise<readonly CommandOutcome[]> {
  const reply = await from.call('command.submit', { commands: [...commands] });
  if (!reply.ok) throw new Error(reply.problem.code);
  return reply.value.outcomes;
}

async function submitOne(from: TestDesk, command: Command): Promise<CommandOutcome> {
  const [outcome] = await submit(from, command);
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

function rejectedWith(code: string): unknown {
  return expect.objectContaining({ status: 'rejected', problem: expect.objectContaining({ code }) as unknown });
}

async function ticketsWith(entityId: string): Promise<readonly Ticket[]> {
  const { rows } = await hub.db.sql.query<{ body: Ticket }>('select body from tickets where id = $1', [entityId]);
  return rows.map((row) => row.body);
}

async function someCustomer(): Promise<{ readonly id: string; readonly version: number }> {
  const { rows } = await hub.db.sql.query<{ id: string; version: number }>('select id, version from customers order by id limit 1');
  if (rows[0] === undefined) throw new Error('no customer');
  return rows[0];
}

describe('outcomes', () => {
  test('S-10 S-30 a fault is applied once: official number, version 1, priority and legal clock from the shared rules', async () => {
    const command = faultCommand('8001', hub.now());
    const outcome = await submitOne(desk, command);
    expect(outcome).toMatchObject({ status: 'applied', entityId: command.entityId, version: 1, ticketNo: expect.stringMatching(/^FZ\d{6}-\d{4}$/) as unknown });
    const [ticket] = await ticketsWith(command.entityId);
    expect(ticket).toMatchObject({ version: 1, state: 'accepted', priority: 'P3', provisionalNo: '8001-1122-01' });
    expect(ticket?.clocks.find((clock) => clock.id === 'repairLegal')).toMatchObject({ legal: true });
  });

  test('S-11 S-18 the same command again gets the stored outcome and changes nothing', async () => {
    const command = faultCommand('8001', hub.now());
    const first = await submitOne(desk, command);
    const shuffled = JSON.parse(JSON.stringify({ ...Object.fromEntries(Object.entries(command).reverse()) })) as Command;
    expect(await submitOne(desk, command)).toEqual(first);
    expect(await submitOne(desk, shuffled)).toEqual(first);
    expect(await ticketsWith(command.entityId)).toHaveLength(1);
  });

  test('S-11 sixteen copies at once take effect once', async () => {
    const command = faultCommand('8001', hub.now());
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => submitOne(desk, command)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    const { rows } = await hub.db.sql.query<{ n: number }>('select count(*)::int as n from change_log where entity_id = $1', [command.entityId]);
    expect(rows[0]?.n).toBe(1);
  });

  test('S-12 the same id with other content is refused, the stored outcome stays', async () => {
    const command = faultCommand('8001', hub.now());
    const first = await submitOne(desk, command);
    const forged = faultCommand('8001', command.at, { id: command.id, entityId: command.entityId, payload: { description: '内容被改过的另一条描述，至少十个字。' } });
    expect(await submitOne(desk, forged)).toEqual(rejectedWith('COMMAND_PAYLOAD_MISMATCH'));
    expect(await submitOne(desk, command)).toEqual(first);
  });

  test('S-13 a rejection is stored: it stays rejected although the reason is gone', async () => {
    const entityId = randomUUID();
    const note: Command = { id: randomUUID(), author: '8001', at: hub.now(), skewMs: 0, entityId, type: 'ticket.addNote', payload: { noteId: randomUUID(), text: '催一下' } };
    expect(await submitOne(desk, note)).toEqual(rejectedWith('TICKET_NOT_FOUND'));
    await submitOne(desk, faultCommand('8001', hub.now(), { entityId }));
    expect(await submitOne(desk, note)).toEqual(rejectedWith('TICKET_NOT_FOUND'));
    expect(await submitOne(desk, { ...note, id: randomUUID() })).toMatchObject({ status: 'applied', version: 2 });
  });

  test('S-15 a rejected command blocks nothing behind it', async () => {
    const [first, second, third] = [faultCommand('8001', hub.now()), faultCommand('8001', hub.now(), { payload: { category: 'F00-00' } }), faultCommand('8001', hub.now())];
    const outcomes = await submit(desk, first, second, third);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['applied', 'rejected', 'applied']);
    expect(outcomes[1]).toEqual(rejectedWith('CATEGORY_UNKNOWN'));
  });

  test('S-16 S-18 a desk that dies between commit and acknowledgement gets the stored outcome on retry', async () => {
    const command = faultCommand('8002', hub.now());
    const dying = await hub.desk('8002');
    dying.socket.emit('command.submit', { commands: [command] }, () => undefined);
    await until('the ticket is committed', async () => (await ticketsWith(command.entityId)).length === 1);
    dying.close();
    const back = await hub.desk('8002', dying.session.deskId);
    expect(await submitOne(back, command)).toMatchObject({ status: 'applied', version: 1 });
    expect(await ticketsWith(command.entityId)).toHaveLength(1);
  });

  test('S-16 S-18 the hub goes down in the middle of a batch: nothing is lost, nothing is doubled', async () => {
    const own = await startTestHub({ cluster });
    const before = await own.desk('8001');
    const commands = Array.from({ length: 60 }, () => faultCommand('8001', own.now()));
    const cut = before.call('command.submit', { commands }).catch((error: unknown) => error);
    await until('some are committed', async () => ((await own.db.sql.query('select 1 from tickets')).rowCount ?? 0) > 3);
    before.socket.disconnect();
    await own.stop();
    await cut;
    await own.start();
    const after = await own.desk('8001', before.session.deskId);
    const outcomes = await submit(after, ...commands);
    expect(outcomes.every((outcome) => outcome.status === 'applied')).toBe(true);
    expect(new Set(outcomes.map((outcome) => (outcome.status === 'applied' ? outcome.ticketNo : ''))).size).toBe(60);
    expect((await own.db.sql.query('select 1 from tickets')).rowCount).toBe(60);
    await own.close();
  });
});

describe('authors and rights', () => {
  test('S-20 S-21 work of someone who signed in at this desk is sent by the next one, and written down', async () => {
    const deskId = randomUUID();
    await hub.signIn('8003', deskId);
    const next = await hub.desk('8004', deskId);
    const command = faultCommand('8003', hub.now());
    expect(await submitOne(next, command)).toMatchObject({ status: 'applied' });
    expect((await ticketsWith(command.entityId))[0]?.firstOwner).toBe('8003');
    const { rows } = await hub.db.sql.query<{ agent_no: string; detail: { author: string } }>(`select agent_no, detail from access_log where kind = 'commandForOther' and desk_id = $1`, [deskId]);
    expect(rows).toEqual([{ agent_no: '8004', detail: { author: '8003', command: command.id } }]);
  });

  test('S-20 an author who never signed in at this desk, or does not exist, is refused', async () => {
    const own = await hub.desk('8004');
    expect(await submitOne(own, faultCommand('8001', hub.now()))).toEqual(rejectedWith('COMMAND_AUTHOR_REFUSED'));
    expect(await submitOne(own, faultCommand('7777', hub.now()))).toEqual(rejectedWith('COMMAND_AUTHOR_REFUSED'));
  });

  test('S-22 the other city’s customers and tickets do not exist', async () => {
    const customer = await someCustomer();
    const mine = faultCommand('8001', hub.now());
    await submitOne(desk, mine);
    const xiamen = await hub.desk('8601');
    const stranger = faultCommand('8601', hub.now(), { payload: { customerId: customer.id, acceptOrg: 'xm-1', serviceOrg: 'xm-1' } });
    expect(await submitOne(xiamen, stranger)).toEqual(rejectedWith('CUSTOMER_NOT_FOUND'));
    const move: Command = { id: randomUUID(), author: '8601', at: hub.now(), skewMs: 0, entityId: mine.entityId, type: 'ticket.transition', payload: { to: 'withdrawn', reason: '不该成功' } };
    expect(await submitOne(xiamen, move)).toEqual(rejectedWith('TICKET_NOT_FOUND'));
    expect(await xiamen.call('profile.get', { customerId: customer.id })).toMatchObject({ ok: false, problem: { code: 'CUSTOMER_NOT_FOUND' } });
  });

  test('S-22 rights are by role: quality and administrator change nothing', async () => {
    for (const no of ['8900', '9000']) {
      expect(await submitOne(await hub.desk(no), faultCommand(no, hub.now()))).toEqual(rejectedWith('AUTH_FORBIDDEN'));
    }
  });

  test('S-23 nobody writes another one down as first owner, caller’s agent, or another city as owner', async () => {
    expect(await submitOne(desk, faultCommand('8001', hub.now(), { payload: { firstOwner: '8002' } }))).toEqual(rejectedWith('TICKET_FIELD_BAD'));
    expect(await submitOne(desk, faultCommand('8001', hub.now(), { payload: { serviceOrg: 'xm-1' } }))).toEqual(rejectedWith('TICKET_FIELD_BAD'));
    expect(await submitOne(desk, faultCommand('8001', hub.now(), { payload: { acceptOrg: 'nowhere' } }))).toEqual(rejectedWith('TICKET_FIELD_BAD'));
    const call = interaction('8002', hub.now());
    expect(await submitOne(desk, { ...call, author: '8001' })).toEqual(rejectedWith('AUTH_FORBIDDEN'));
  });
});

describe('what commands do', () => {
  test('S-30 S-17 every change raises the version by one; a transition that is not in the table is refused', async () => {
    const create = faultCommand('8001', hub.now());
    await submitOne(desk, create);
    const to = (state: Ticket['state'], reason: string | null = null): Command => ({
      id: randomUUID(), author: '8001', at: hub.now(), skewMs: 0, entityId: create.entityId, type: 'ticket.transition', payload: { to: state, reason },
    });
    expect(await submitOne(desk, to('dispatched'))).toMatchObject({ version: 2 });
    expect(await submitOne(desk, to('archived'))).toEqual(rejectedWith('TICKET_TRANSITION_REFUSED'));
    expect(await submitOne(desk, to('taken'))).toMatchObject({ version: 3 });
    expect((await ticketsWith(create.entityId))[0]).toMatchObject({ version: 3, state: 'taken' });
  });

  test('S-30 twenty notes at once on one ticket: twenty versions, no note lost', async () => {
    const create = faultCommand('8001', hub.now());
    await submitOne(desk, create);
    const notes = Array.from({ length: 20 }, (_, index): Command => ({
      id: randomUUID(), author: '8001', at: hub.now(), skewMs: 0, entityId: create.entityId, type: 'ticket.addNote', payload: { noteId: randomUUID(), text: `备注 ${index}` },
    }));
    const outcomes = await Promise.all(notes.map((note) => submitOne(desk, note)));
    expect(outcomes.map((outcome) => (outcome.status === 'applied' ? outcome.version : 0)).sort((a, b) => a - b)).toEqual(notes.map((_, index) => index + 2));
    expect((await ticketsWith(create.entityId))[0]?.notes).toHaveLength(20);
  });

  test('S-94 numbers of one city’s day are given without gap or double', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => submitOne(desk, faultCommand('8001', hub.now()))));
    const counts = outcomes.map((outcome) => (outcome.status === 'applied' ? Number(outcome.ticketNo?.slice(-4)) : Number.NaN)).sort((a, b) => a - b);
    expect(counts).toEqual(counts.map((_, index) => (counts[0] ?? 0) + index));
  });

  test('S-93 a desk whose clock runs an hour ahead is served, and its ticket does not start in the future', async () => {
    const command = faultCommand('8001', hub.now() + 3_600_000);
    expect(await submitOne(desk, command)).toMatchObject({ status: 'applied' });
    expect((await ticketsWith(command.entityId))[0]?.acceptedAt).toBeLessThanOrEqual(hub.now());
  });

  test('S-17 a second report of one phenomenon within thirty days raises the priority as a repeat', async () => {
    const customer = await someCustomer();
    const report = (category: string): Command => faultCommand('8001', hub.now(), { payload: { customerId: customer.id, category } });
    const first = report('F40-01-1');
    await submitOne(desk, first);
    const second = report('F40-01-2');
    await submitOne(desk, second);
    expect((await ticketsWith(second.entityId))[0]?.priorityReasons).toContain('repeat');
  });

  test('S-30 one call is one interaction, told in two records; another agent cannot overwrite it', async () => {
    const command = interaction('8001', hub.now());
    expect(await submitOne(desk, command)).toMatchObject({ status: 'applied', version: 1 });
    const done = { ...command, id: randomUUID(), payload: { ...command.payload, status: 'completed', endedAt: hub.now() } } as Command;
    expect(await submitOne(desk, done)).toMatchObject({ status: 'applied', version: 2 });
    const other = await hub.desk('8002');
    const theft = { ...interaction('8002', hub.now()), entityId: command.entityId } as Command;
    expect(await submitOne(other, { ...theft, payload: { ...theft.payload, id: command.entityId } } as Command)).toEqual(rejectedWith('AUTH_FORBIDDEN'));
  });

  test('S-30 the picker’s choice is written back as a hint, once, and never as holder', async () => {
    const customer = await someCustomer();
    const link = (value: string): Command => ({
      id: randomUUID(), author: '8001', at: hub.now(), skewMs: 0, entityId: customer.id, type: 'customer.linkNumber', payload: { value, kind: 'mobile', relation: 'holder' },
    });
    expect(await submitOne(desk, link('8613305910001'))).toMatchObject({ status: 'applied', version: customer.version + 1 });
    expect(await submitOne(desk, link('13305910001'))).toMatchObject({ status: 'applied', version: customer.version + 1 });
    expect(await submitOne(desk, link('12'))).toEqual(rejectedWith('NUMBER_BAD'));
    const { rows } = await hub.db.sql.query('select relation from customer_numbers where value = $1', ['8613305910001']);
    expect(rows).toEqual([{ relation: 'agent' }]);
  });

  test('S-106 a profile is leased for a day and the reading is written down; the log cannot be changed', async () => {
    const customer = await someCustomer();
    const profile = await desk.call('profile.get', { customerId: customer.id });
    expect(profile).toMatchObject({ ok: true, value: { customerId: customer.id } });
    if (profile.ok) {
      expect(profile.value.bills).toHaveLength(12);
      expect(profile.value.leaseUntil).toBeGreaterThan(hub.now() + 23 * 3_600_000);
    }
    const { rows } = await hub.db.sql.query(`select agent_no from access_log where kind = 'profile' and detail ->> 'customer' = $1`, [customer.id]);
    expect(rows).toContainEqual({ agent_no: '8001' });
    await expect(hub.db.sql.query('delete from access_log')).rejects.toThrow(/append-only/);
    await expect(hub.db.sql.query(`update access_log set agent_no = 'x'`)).rejects.toThrow(/append-only/);
  });
});

function interaction(author: string, now: number): Extract<Command, { type: 'interaction.record' }> {
  const id = randomUUID();
  return {
    id: randomUUID(), author, at: now, skewMs: 0, entityId: id, type: 'interaction.record',
    payload: {
      id, direction: 'inbound', channel: 'hotline', reason: '障碍申告', agentNo: author, customerId: null, number: '13305910000', startedAt: now - 60_000,
      answeredAt: now - 50_000, endedAt: null, ending: 'answered', status: 'inProgress', ticketIds: [],
    },
  };
}
