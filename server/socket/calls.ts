import type { z } from 'zod';
import type { hubCalls, HubCallName } from '#shared/contract/hub.ts';
import type { CodeBook } from '#shared/domain/code-list.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import { rememberPresence } from '../accounts/presence.ts';
import { readProfile } from '../customers/profile.ts';
import type { Database } from '../db/database.ts';
import { writeAccess } from '../meta/access-log.ts';
import { pullFeed } from '../sync/feed.ts';
import { openSnapshot, readPage } from '../sync/snapshot.ts';
import { submitCommands } from '../sync/submit.ts';

/** Who is on the other end of a socket. */
export interface Peer {
  readonly agentNo: string;
  readonly deskId: string;
  readonly scopes: readonly string[];
}

export interface CallDeps {
  readonly db: Database;
  readonly now: Clock;
  readonly policy: Policy;
  readonly categories: CodeBook;
  readonly onCommitted: () => void;
}

export type CallHandlers = {
  readonly [N in HubCallName]: (peer: Peer, input: z.infer<(typeof hubCalls)[N]['in']>) => Promise<Result<z.infer<(typeof hubCalls)[N]['out']>>>;
};

/** From the parsed message to the module that answers it; modules know nothing of sockets. */
export function callHandlers(deps: CallDeps): CallHandlers {
  const { db, now } = deps;
  const mine = (peer: Peer, scope: string): boolean => peer.scopes.includes(scope);
  return {
    'hub.ping': async () => ok({ hubTime: now() }),
    'scope.list': async (peer) => ok({ scopes: [...peer.scopes], hubTime: now() }),
    'snapshot.open': async (peer, { scope }) => {
      if (!mine(peer, scope)) return fail('SYNC_SCOPE_DENIED');
      const opened = await openSnapshot(db, scope);
      await writeAccess(db.sql, now(), { kind: 'snapshotOpen', agentNo: peer.agentNo, deskId: peer.deskId, detail: { scope } });
      return ok(opened);
    },
    'snapshot.page': async (peer, query) => {
      if (!mine(peer, query.scope)) return fail('SYNC_SCOPE_DENIED');
      const page = await readPage(db, query);
      if (page.ok) {
        const detail = { scope: query.scope, entity: query.entity, after: query.after, rows: page.value.rows.length };
        await writeAccess(db.sql, now(), { kind: 'snapshotPage', agentNo: peer.agentNo, deskId: peer.deskId, detail });
      }
      return page;
    },
    'feed.pull': async (peer, { scope, cursor, limit }) => {
      if (!mine(peer, scope)) return fail('SYNC_SCOPE_DENIED');
      const page = await pullFeed(db, scope, cursor, limit);
      return page.ok ? ok({ ...page.value, hubTime: now() }) : page;
    },
    'command.submit': async (peer, { commands }) => ok({ outcomes: await submitCommands(deps, peer, commands), hubTime: now() }),
    'profile.get': async (peer, { customerId }) => readProfile(db, peer, customerId, now()),
    'agent.state': async (peer, presence) => {
      await rememberPresence(db.sql, peer, presence, now());
      return ok({});
    },
  };
}
