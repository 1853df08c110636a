import type { z } from 'zod';
import { hubCalls, type HubCallName } from '#shared/contract/hub.ts';
import type { CodeBook } from '#shared/domain/code-list.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Clock } from '#shared/lib/clock.ts';
import { fail, ok, type Result } from '#shared/lib/result.ts';
import { rememberPresence } from '../accounts/presence.ts';
import { readProfile } from '../customers/profile.ts';
import type { Database } from '../db/database.ts';
import { writeAccess } from '../meta/access-log.ts';
import { describeIssues } from '../problems.ts';
import { isStorable } from '../storable.ts';
import { pullFeed } from '../sync/feed.ts';
import { receiveBatch, type Received } from '../commands/receive.ts';
import { openSnapshot, readPage } from '../sync/snapshot.ts';
import { submitCommands } from '../commands/submit.ts';

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

/** A batch arrives parsed command by command, everything else as the contract says. */
type CallInput<N extends HubCallName> = N extends 'command.submit' ? readonly Received[] : z.infer<(typeof hubCalls)[N]['in']>;
type CallAnswer<N extends HubCallName> = Promise<Result<z.infer<(typeof hubCalls)[N]['out']>>>;
export type CallHandlers = { readonly [N in HubCallName]: (peer: Peer, input: CallInput<N>) => CallAnswer<N> };

/** A handler bound to its parser: what does not parse is answered with MESSAGE_INVALID and told to `onMalformed`. */
export async function runCall<N extends HubCallName>(
  handlers: CallHandlers,
  peer: Peer,
  name: N,
  input: unknown,
  onMalformed: (issues: string) => void,
): Promise<Result<unknown>> {
  if (name === 'command.submit') {
    const batch = receiveBatch(input);
    if (batch !== null) return handlers['command.submit'](peer, batch);
    onMalformed('not a batch of commands');
    return fail('MESSAGE_INVALID');
  }
  const parsed = hubCalls[name].in.safeParse(input);
  if (parsed.success && isStorable(parsed.data)) return handlers[name](peer, parsed.data as CallInput<N>);
  onMalformed(parsed.success ? 'text that cannot be stored' : describeIssues(parsed.error.issues));
  return fail('MESSAGE_INVALID');
}

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
    'command.submit': async (peer, batch) => ok({ outcomes: await submitCommands(deps, peer, batch), hubTime: now() }),
    'profile.get': async (peer, { customerId }) => readProfile(db, peer, customerId, now()),
    'agent.state': async (peer, presence) => {
      await rememberPresence(db.sql, peer, presence, now());
      return ok({});
    },
  };
}
