import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import type { z } from 'zod';
import { io, type Socket } from 'socket.io-client';
import { hubCalls, protocolVersion, resultOf, sessionPath, sessionReplySchema, type HubCallName, type SessionReply } from '#shared/contract/hub.ts';
import type { Command } from '#shared/domain/commands.ts';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { hashPassword } from '../../server/accounts/password.ts';
import { openDatabase, type Database } from '../../server/db/database.ts';
import { openEmbedded } from '../../server/db/embedded/cluster.ts';
import { buildHub, type Hub } from '../../server/hub.ts';
import { buildCity } from '../../server/seed/city.ts';
import { demoAgents, ensureDemoOrgs } from '../../server/seed/demo-org.ts';

/** A real hub on a real PostgreSQL in a folder of its own; every agent of the demo tree has `testPassword`. */
export const testPassword = 'Banzhang-10000';

export interface TestCluster {
  readonly stateDir: string;
  createDatabase(): Promise<string>;
  close(): Promise<void>;
}

/**
 * One PostgreSQL for a test file, an embedded one (about a second) or, with `WANHAO_TEST_DATABASE_URL`, the one
 * named there, whose role may create databases. Each hub gets a database of its own inside, dropped at the end.
 */
export async function openTestCluster(): Promise<TestCluster> {
  const stateDir = await mkdtemp(join(tmpdir(), 'wanhao-hub-'));
  const given = process.env['WANHAO_TEST_DATABASE_URL'] ?? '';
  const server = given === '' ? await openEmbedded({ stateDir, settings: { fsync: 'off' } }) : { url: given, close: () => Promise.resolve() };
  const made: string[] = [];
  const maintain = async (...statements: readonly string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  return {
    stateDir,
    async createDatabase() {
      const name = `t_${randomUUID().replaceAll('-', '')}`;
      await maintain(`create database ${name}`);
      made.push(name);
      return server.url.replace(/\/[^/]+$/, `/${name}`);
    },
    async close() {
      await maintain(...made.map((name) => `drop database ${name} with (force)`));
      await server.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

export interface TestHub {
  readonly url: string;
  readonly db: Database;
  readonly databaseUrl: string;
  readonly stateDir: string;
  /** What the hub logged, one JSON line each. */
  readonly log: readonly string[];
  now(): number;
  /** Moves the hub's clock; its timers keep real time. */
  advance(ms: number): void;
  /** Fires the timers of a minute and longer, as if their time had come. */
  fireLongTimers(): void;
  signIn(agentNo: string, deskId?: string): Promise<TestSession>;
  /** Signs in and opens a socket. */
  desk(agentNo: string, deskId?: string): Promise<TestDesk>;
  /** Takes the hub off the network; the database stays. */
  stop(): Promise<void>;
  /** Brings it back on the same port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface TestSession extends SessionReply {
  readonly deskId: string;
}

export interface TestDesk {
  readonly session: TestSession;
  readonly socket: Socket;
  /** Scopes that were hinted, in order. */
  readonly hints: string[];
  readonly ended: Problem[];
  /** Parses the reply with the contract: an answer that breaks it throws. */
  call<N extends HubCallName>(name: N, input: z.input<(typeof hubCalls)[N]['in']>): Promise<Result<z.infer<(typeof hubCalls)[N]['out']>>>;
  close(): void;
}

export interface TestHubOptions {
  /** Where the hub reaches its database, if not directly: given the real URL. */
  readonly through?: (databaseUrl: string) => Promise<string>;
  /** A cluster to share; else one of its own. */
  readonly cluster?: TestCluster;
  /** Seeds a city of this size; 0 = an empty one. */
  readonly customers?: number;
  readonly seed?: string;
  readonly sipServers?: readonly string[];
}

export async function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const cluster = options.cluster ?? (await openTestCluster());
  const direct = await cluster.createDatabase();
  const databaseUrl = options.through === undefined ? direct : await options.through(direct);
  const db = await openDatabase({ url: databaseUrl });
  await addTestAgents(db);
  let offset = 0;
  const now = (): number => Date.now() + offset;
  const log: string[] = [];
  const longTimers = new Map<NodeJS.Timeout, () => void>();
  const build = (): Promise<Hub> =>
    buildHub({
      db, now, version: '0.0.0-test', policy: fujianPolicy, codes: defaultCodeBook, tls: null, offlineWindowMs: 12 * 3_600_000,
      log: pino({ level: 'debug', base: null }, { write: (line: string) => void log.push(line) }),
      timers: {
        set(run, delayMs) {
          const handle = setTimeout(run, delayMs);
          if (delayMs >= 60_000) longTimers.set(handle, run);
          return handle;
        },
        clear(handle) {
          clearTimeout(handle as NodeJS.Timeout);
          longTimers.delete(handle as NodeJS.Timeout);
        },
      },
      sip: { servers: options.sipServers ?? ['ws://127.0.0.1:7360'], domain: '127.0.0.1' },
    });
  let hub = await build();
  if ((options.customers ?? 0) > 0) {
    await buildCity(db, cluster.stateDir, { customers: options.customers ?? 0, seed: options.seed ?? 'test', now: now(), onLoaded: () => undefined });
  }
  const port = await hub.listen('127.0.0.1', 0);
  const url = `http://127.0.0.1:${port}`;
  let running = true;
  const sockets = new Set<Socket>();

  const signIn = async (agentNo: string, deskId: string = randomUUID()): Promise<TestSession> => {
    const response = await postJson(url + sessionPath, { agentNo, password: testPassword, deskId, protocol: protocolVersion });
    if (response.status !== 201) throw new Error(`sign-in of ${agentNo}: ${response.status} ${JSON.stringify(response.body)}`);
    return { ...sessionReplySchema.parse(response.body), deskId };
  };
  const stop = async (): Promise<void> => {
    if (!running) return;
    running = false;
    await hub.close();
  };
  return {
    url, db, databaseUrl, log, now, signIn, stop,
    stateDir: cluster.stateDir,
    advance: (ms) => void (offset += ms),
    fireLongTimers() {
      for (const run of longTimers.values()) run();
    },
    async desk(agentNo, deskId) {
      const desk = await openDesk(url, await signIn(agentNo, deskId));
      sockets.add(desk.socket);
      return desk;
    },
    async start() {
      if (running) return;
      hub = await build();
      await hub.listen('127.0.0.1', port);
      running = true;
    },
    async close() {
      for (const socket of sockets) socket.close();
      await stop();
      await db.close();
      if (options.cluster === undefined) await cluster.close();
    },
  };
}

/** A socket with a session; rejects with the problem of a refused handshake as `cause`. */
export async function openDesk(url: string, session: TestSession, auth: Readonly<Record<string, unknown>> = {}): Promise<TestDesk> {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { token: session.accessToken, deskId: session.deskId, protocol: protocolVersion, ...auth },
  });
  const hints: string[] = [];
  const ended: Problem[] = [];
  socket.on('feed.hint', (hint: { scope: string }) => hints.push(hint.scope));
  socket.on('session.ended', (event: { problem: Problem }) => ended.push(event.problem));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', (error) => {
      socket.close();
      reject(new Error(error.message, { cause: 'data' in error ? error.data : undefined }));
    });
  });
  return {
    session, socket, hints, ended,
    async call(name, input) {
      const raw: unknown = await socket.timeout(15_000).emitWithAck(name, input);
      return resultOf(hubCalls[name].out).parse(raw) as Result<never>;
    },
    close: () => void socket.close(),
  };
}

export async function postJson(url: string, body: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

async function addTestAgents(db: Database): Promise<void> {
  const hash = await hashPassword(testPassword);
  await db.transaction(async (sql) => {
    await ensureDemoOrgs(sql);
    for (const agent of demoAgents) {
      await sql.query('insert into agents (no, name, role, org_id, password_hash, sip_password) values ($1, $2, $3, $4, $5, $6) on conflict do nothing', [
        agent.agentNo, agent.name, agent.role, agent.orgId, hash, `sip-${agent.agentNo}`,
      ]);
    }
  });
}

interface FaultChange {
  readonly id?: string;
  readonly entityId?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** A complete fault by an agent of the first team; change what the test is about. */
export function faultCommand(author: string, now: number, change: FaultChange = {}): Command {
  const { payload, ...rest } = change;
  return {
    id: randomUUID(),
    author,
    at: now,
    skewMs: 0,
    entityId: randomUUID(),
    type: 'ticket.create',
    ...rest,
    payload: {
      ticketType: 'fault', provisionalNo: `${author}-1122-01`, customerId: null, callerNumber: '13305910000', callerRelation: 'self',
      contactName: '测试来电人', contactNumber: '13305910000', category: 'F40-02', severity: 'degraded',
      description: '宽带频繁掉线，重启光猫无效，请派人上门检查。', channel: 'hotline', acceptOrg: 'fz-1', serviceOrg: 'fz-1', firstOwner: author,
      acceptedAt: now, interactionId: null, promise: null,
      fault: {
        serviceKind: 'broadband', serviceNumber: 'fzad00000001', address: '福州市台江区江东路1号', gridCode: null, oltCode: null, settlement: 'urban',
        startedAt: now - 60_000, test: { kind: 'none', reason: 'notSupported' }, triage: {}, appointment: null, serviceProblemId: null,
      },
      ...payload,
    },
  };
}
