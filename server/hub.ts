import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { protocolVersion } from '#shared/contract/hub.ts';
import type { CodeBook } from '#shared/domain/code-list.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Clock, Timers } from '#shared/lib/clock.ts';
import { findAgent } from './accounts/agents.ts';
import { watchSessions } from './accounts/session-watch.ts';
import { openSessions } from './accounts/sessions.ts';
import { accessTokens } from './accounts/tokens.ts';
import type { Database } from './db/database.ts';
import { buildHttp } from './http/app.ts';
import { openIdentity, readEpoch } from './meta/hub-meta.ts';
import { scopesOf } from './org/orgs.ts';
import { callHandlers } from './socket/calls.ts';
import { serveSockets, type SocketHub } from './socket/socket-server.ts';
import { startHints } from './sync/hints.ts';
import { openCodeLists } from './tickets/code-lists.ts';

export interface HubDeps {
  readonly db: Database;
  readonly now: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  readonly version: string;
  readonly policy: Policy;
  /** Code lists as shipped; the database may hold newer ones. */
  readonly codes: CodeBook;
  readonly sip: { readonly servers: readonly string[]; readonly domain: string };
  readonly offlineWindowMs: number;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

/** A hub that is put together but not yet on the network. The database belongs to the caller. */
export interface Hub {
  readonly hubId: string;
  /** Gives the port it got. */
  listen(host: string, port: number): Promise<number>;
  /** Refuses new work, finishes what is under way, closes sockets and listeners. */
  close(): Promise<void>;
}

export async function buildHub(deps: HubDeps): Promise<Hub> {
  const { db, now, log } = deps;
  const identity = await openIdentity(db);
  const categories = await openCodeLists(db, deps.codes);
  let draining = false;
  let lastEpoch = await readEpoch(db.sql);
  // Sockets need the HTTP server and sessions need the sockets: sessions tell through this one knot.
  let sockets: SocketHub | null = null;

  const sessions = openSessions({
    db, now, sip: deps.sip, offlineWindowMs: deps.offlineWindowMs,
    tokens: accessTokens(identity.hubId, identity.tokenKey, now),
    onEnded: (sessionId, problem) => sockets?.endSession(sessionId, problem),
  });
  const app = buildHttp({
    sessions, now, log, tls: deps.tls,
    draining: () => draining,
    async health() {
      const epoch = await readEpoch(db.sql).catch(() => null);
      lastEpoch = epoch ?? lastEpoch;
      return {
        status: epoch === null ? 'degraded' : 'ok',
        protocol: protocolVersion,
        hubId: identity.hubId,
        epoch: lastEpoch,
        time: now(),
        database: epoch === null ? 'down' : 'ok',
        version: deps.version,
      };
    },
  });
  const hints = startHints({
    db, timers: deps.timers,
    onChange: (scope) => sockets?.hint(scope),
    onError: (error) => log.warn({ reason: error instanceof Error ? error.message : 'thrown value' }, 'change log could not be read'),
  });
  sockets = serveSockets({
    http: app.server, sessions, now, log, timers: deps.timers,
    draining: () => draining,
    async scopesOf(agentNo) {
      const agent = await findAgent(db.sql, agentNo);
      return agent === null ? [] : scopesOf(db.sql, agent.profile.orgId);
    },
    handlers: callHandlers({ db, now, policy: deps.policy, categories, onCommitted: () => hints.kick() }),
  });
  const watch = watchSessions({
    db, timers: deps.timers,
    live: () => sockets?.sessions() ?? [],
    onEnded: (sessionId, problem) => sockets?.endSession(sessionId, problem),
    onError: (error) => log.warn({ reason: error instanceof Error ? error.message : 'thrown value' }, 'sessions could not be checked'),
  });

  return {
    hubId: identity.hubId,
    async listen(host, port) {
      await app.listen({ host, port });
      return (app.server.address() as AddressInfo).port;
    },
    async close() {
      draining = true;
      await hints.stop();
      await watch.stop();
      await sockets?.close();
      await app.close();
    },
  };
}
