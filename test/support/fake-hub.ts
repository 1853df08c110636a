import { randomUUID } from 'node:crypto';
import { healthPath, hubCalls, protocolVersion, sessionPath, type Cursor, type EntityKind, type EntityRow, type HubCallName, type SessionReply } from '#shared/contract/hub.ts';
import { applyTicketCommand } from '#shared/domain/apply.ts';
import type { Command } from '#shared/domain/commands.ts';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import type { HubHttp } from '../../electron/data/session/hub-http.ts';
import type { HubConnector, HubConnectionEvents } from '../../electron/data/sync/transport.ts';

type Outcome = { status: 'applied'; commandId: string; entityId: string; version: number; ticketNo: string | null } | { status: 'rejected'; commandId: string; problem: { code: string } };

/** The rules of docs/SYNC-SPEC.md in memory, for the desk's end alone: no network, no database, any password but `wrong`. */
export class FakeHub {
  readonly scope = 'city:0591';
  readonly rows = new Map<string, EntityRow & { seq: number }>();
  readonly applied: Command[] = [];
  epoch: string = randomUUID();
  down = false;
  scopes: string[] = [this.scope];
  /** Hub time minus this machine's. */
  offset = 0;
  refreshProblem: string | null = null;
  readonly #outcomes = new Map<string, { content: string; outcome: Outcome }>();
  readonly #open = new Set<{ events: HubConnectionEvents; close(): void }>();
  #seq = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  /** Changes an entity and hints it; null deletes. */
  put<K extends EntityKind>(entity: K, id: string, body: Extract<EntityRow, { entity: K }>['body']): void {
    const version = (this.rows.get(`${entity}:${id}`)?.version ?? 0) + 1;
    const stamped: unknown = entity === 'ticket' && body !== null ? { ...body, version } : body;
    this.rows.set(`${entity}:${id}`, { entity, id, version, body: stamped, seq: ++this.#seq } as EntityRow & { seq: number });
    for (const { events } of this.#open) setImmediate(() => events.onEvent('feed.hint', { scope: this.scope }));
  }

  tickets(): Ticket[] {
    return [...this.rows.values()].flatMap((row) => (row.entity === 'ticket' && row.body !== null ? [row.body] : []));
  }

  /** Restored from a backup: another history, other sequence numbers. */
  newEpoch(): void {
    this.epoch = randomUUID();
  }

  goDown(): void {
    this.down = true;
    for (const connection of this.#open) {
      connection.close();
      connection.events.onClosed();
    }
  }

  endSessions(code: string): void {
    for (const { events } of this.#open) events.onEvent('session.ended', { problem: { code } });
  }

  readonly http: HubHttp = ({ method, path, body }) => {
    if (this.down) return Promise.resolve(fail('HUB_UNREACHABLE'));
    if (method === 'DELETE') return Promise.resolve(ok({ status: 204, body: null }));
    if (path === healthPath) {
      const health = { status: 'ok', protocol: protocolVersion, hubId: 'fake', epoch: this.epoch, time: this.now(), database: 'ok', version: '0' };
      return Promise.resolve(ok({ status: 200, body: health }));
    }
    const { password, agentNo, refreshToken } = body as { password?: string; agentNo?: string; refreshToken?: string };
    const refused = path === sessionPath ? (password === 'wrong' ? 'AUTH_BAD_CREDENTIALS' : null) : this.refreshProblem;
    if (refused !== null) return Promise.resolve(ok({ status: 401, body: { problem: { code: refused, params: { left: 4 } } } }));
    return Promise.resolve(ok({ status: 200, body: this.#session(agentNo ?? refreshToken?.split(' ')[0] ?? '') }));
  };

  #session(no: string): SessionReply {
    return {
      accessToken: `${no} ${randomUUID()}`, accessExpiresAt: this.now() + 900_000, refreshToken: `${no} ${randomUUID()}`,
      agent: { no, name: '测试', role: 'agent', orgId: 'fz-1', orgPath: ['福建', '福州', '装维一班'], areaCode: '0591' },
      sip: { servers: ['ws://127.0.0.1:7360'], domain: '127.0.0.1', user: no, password: 'sip-secret', expiresAt: this.now() + 12 * 3_600_000 },
      offline: { windowMs: 12 * 3_600_000, attempts: 5 }, hubTime: this.now(),
    };
  }

  readonly connector: HubConnector = {
    connect: ({ protocol }, events) => {
      if (this.down) return Promise.resolve(fail('HUB_UNREACHABLE'));
      if (protocol !== protocolVersion) return Promise.resolve(fail('HUB_PROTOCOL_MISMATCH', { desk: protocol, hub: protocolVersion }));
      let open = true;
      const waiting = new Set<() => void>();
      const entry = {
        events,
        close: () => {
          open = false;
          this.#open.delete(entry);
          for (const give of waiting) give();
        },
      };
      this.#open.add(entry);
      return Promise.resolve(
        ok({
          request: (name: HubCallName, input: unknown) =>
            new Promise<unknown>((resolve, reject) => {
              const lost = (): void => reject(new Error('lost'));
              if (!open) return lost();
              waiting.add(lost);
              setImmediate(() => {
                waiting.delete(lost);
                if (open) resolve(this.#answer(name, input));
              });
            }),
          close: entry.close,
        }),
      );
    },
  };

  #answer(name: HubCallName, input: unknown): Result<unknown> {
    const parsed = hubCalls[name].in.safeParse(input);
    if (!parsed.success) return fail('MESSAGE_INVALID');
    const given = parsed.data as { scope?: string; entity?: EntityKind; after?: string | null; limit?: number; cursor?: Cursor; commands?: Command[]; customerId?: string };
    if (given.scope !== undefined && !this.scopes.includes(given.scope)) return fail('SYNC_SCOPE_DENIED');
    switch (name) {
      case 'hub.ping':
        return ok({ hubTime: this.now() });
      case 'scope.list':
        return ok({ scopes: this.scopes, hubTime: this.now() });
      case 'snapshot.open':
        return ok({ cursor: this.#cursor(this.#seq), counts: this.#counts() });
      case 'snapshot.page':
        return this.#page(given.entity ?? 'customer', given.after ?? null, given.limit ?? 1);
      case 'feed.pull':
        return this.#pull(given.cursor ?? this.#cursor(0), given.limit ?? 1);
      case 'command.submit':
        return ok({ outcomes: (given.commands ?? []).map((command) => this.submit(command)), hubTime: this.now() });
      case 'agent.state':
        return ok({});
      case 'profile.get':
        return ok({ customerId: given.customerId, contractUntil: null, creditScore: 700, bills: [], interactions: [], leaseUntil: this.now() + 86_400_000 });
    }
  }

  #cursor(seq: number): Cursor {
    return { epoch: this.epoch, xid: '1', seq: String(seq) };
  }

  #counts(): Record<EntityKind, number> {
    const count = (entity: EntityKind): number => [...this.rows.values()].filter((row) => row.entity === entity && row.body !== null).length;
    return { customer: count('customer'), ticket: count('ticket'), outage: count('outage'), interaction: count('interaction') };
  }

  #page(entity: EntityKind, after: string | null, limit: number): Result<unknown> {
    const all = [...this.rows.values()].filter((row) => row.entity === entity && row.body !== null && row.id > (after ?? '')).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const rows = all.slice(0, limit).map(({ seq: _, ...row }) => row);
    return ok({ rows, next: all.length > limit ? (rows.at(-1)?.id ?? null) : null });
  }

  #pull(cursor: Cursor, limit: number): Result<unknown> {
    if (cursor.epoch !== this.epoch) return fail('SYNC_EPOCH_CHANGED');
    const all = [...this.rows.values()].filter((row) => row.seq > Number(cursor.seq)).toSorted((a, b) => a.seq - b.seq);
    const rows = all.slice(0, limit);
    const last = rows.at(-1)?.seq ?? Number(cursor.seq);
    return ok({ rows: rows.map(({ seq: _, ...row }) => row), cursor: this.#cursor(last), more: all.length > limit, hubTime: this.now() });
  }

  submit(command: Command): Outcome {
    const content = JSON.stringify({ ...command, id: '' });
    const stored = this.#outcomes.get(command.id);
    if (stored !== undefined) return stored.content === content ? stored.outcome : { status: 'rejected', commandId: command.id, problem: { code: 'COMMAND_PAYLOAD_MISMATCH' } };
    const outcome = this.#apply(command);
    this.#outcomes.set(command.id, { content, outcome });
    return outcome;
  }

  #apply(command: Command): Outcome {
    const done = (version: number, ticketNo: string | null): Outcome => ({ status: 'applied', commandId: command.id, entityId: command.entityId, version, ticketNo });
    if (command.type === 'interaction.record') this.put('interaction', command.entityId, command.payload);
    if (command.type === 'interaction.record' || command.type === 'customer.linkNumber') {
      this.applied.push(command);
      return done(1, null);
    }
    const held = this.rows.get(`ticket:${command.entityId}`);
    const ticket = held?.entity === 'ticket' ? held.body : null;
    const result = applyTicketCommand(ticket, command, {
      now: this.now(), ticketNo: ticket?.no ?? `FZ261122-${String(this.tickets().length + 1).padStart(4, '0')}`, policy: fujianPolicy, categories: defaultCodeBook,
      customer: null, recentSameCategory: 0,
    });
    if (!result.ok) return { status: 'rejected', commandId: command.id, problem: { code: result.problem.code } };
    this.applied.push(command);
    this.put('ticket', command.entityId, result.value);
    return done((held?.version ?? 0) + 1, result.value.no);
  }
}
