import type { CommandOutcome } from '#shared/contract/hub.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import {
  markApplied, markInFlight, markRejected, nextPending, removeCommand, returnInFlight, type StoredCommand,
} from '../store/outbox/commands.ts';
import { removeLinkOf } from '../store/outbox/number-links.ts';
import { toWireProblem } from '../views/wire-problem.ts';
import { backOffMs } from './back-off.ts';
import type { SyncContext } from './context.ts';
import { isWorthRetrying } from './hub-client.ts';

export interface Pusher {
  /** Something is waiting, or the hub is back. */
  kick(): void;
  /** The connection is gone: what was in flight is pending again. */
  stop(): void;
}

const BATCH = 50;
const BACK_OFF = { firstMs: 1_000, maxMs: 30_000 } as const;

/** Sends the outbox in order (S-91). `onOutcomes` learns which tickets to derive anew, after the commit. */
export function createPusher(context: SyncContext, isOnline: () => boolean, onOutcomes: (ticketIds: readonly string[]) => void): Pusher {
  const { outbox, events } = context;
  let running = false;
  let again = false;
  let attempts = 0;
  let timer: unknown = null;
  /** After a batch the hub could not read, commands go one by one to find the bad one. */
  let batchSize = BATCH;

  async function run(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    context.timers.clear(timer);
    try {
      do {
        again = false;
        while (isOnline() && (await sendNext()));
      } while (again && isOnline());
    } finally {
      running = false;
    }
  }

  /** True when there may be more to send at once. */
  async function sendNext(): Promise<boolean> {
    const batch = nextPending(outbox, batchSize);
    if (batch.length === 0) return false;
    markInFlight(outbox, batch.map((stored) => stored.seq));
    events.outbox();
    const askedAt = context.clock();
    const reply = await context.client.call('command.submit', { commands: batch.map((stored) => stored.command) });
    if (reply.ok) {
      attempts = 0;
      context.hubClock.seen(reply.value.hubTime, askedAt);
      if (batch.length === 1) batchSize = BATCH;
      if (settle(batch, reply.value.outcomes) === batch.length) return true;
      // An outcome the hub did not give: the rest is asked for again, not at once.
      retryLater({ code: 'MESSAGE_INVALID' });
      return false;
    }
    return failed(batch, reply);
  }

  function failed(batch: readonly StoredCommand[], reply: Extract<Result<never>, { ok: false }>): boolean {
    const { problem } = reply;
    if (isWorthRetrying(problem.code) || problem.code.startsWith('AUTH_')) {
      returnInFlight(outbox);
      events.outbox();
      // Without a connection the link's own return is the moment to go on.
      if (problem.code !== 'HUB_UNREACHABLE' || isOnline()) retryLater(problem);
      return false;
    }
    if (batch.length > 1) {
      batchSize = 1;
      returnInFlight(outbox);
      return true;
    }
    // The hub cannot take this one as it is: shown to the person, blocks nothing behind it (S-19).
    const [only] = batch;
    if (only !== undefined) settle(batch, [{ status: 'rejected', commandId: only.command.id, problem: toWireProblem(problem) }]);
    return true;
  }

  function retryLater(problem: Problem): void {
    const seconds = problem.params?.['seconds'];
    const wait = typeof seconds === 'number' ? seconds * 1_000 : backOffMs(attempts, BACK_OFF, context.fraction());
    attempts++;
    context.timers.clear(timer);
    timer = context.timers.set(() => void run(), wait);
  }

  /** Number of commands the outcomes settled. */
  function settle(batch: readonly StoredCommand[], outcomes: readonly CommandOutcome[]): number {
    const byId = new Map(outcomes.map((outcome) => [outcome.commandId, outcome]));
    const touched = new Set<string>();
    let settled = 0;
    outbox.write(() => {
      for (const { command } of batch) {
        const outcome = byId.get(command.id);
        if (outcome === undefined) continue;
        if (command.type.startsWith('ticket.')) touched.add(command.entityId);
        settled++;
        if (outcome.status === 'rejected') {
          markRejected(outbox, command.id, outcome.problem);
          removeLinkOf(outbox, command.id);
        } else if (command.type.startsWith('ticket.')) markApplied(outbox, command.id, outcome.version, outcome.ticketNo);
        else removeCommand(outbox, command.id);
      }
      returnInFlight(outbox);
    });
    onOutcomes([...touched]);
    events.outbox();
    return settled;
  }

  return {
    kick: () => void run(),
    stop() {
      context.timers.clear(timer);
      attempts = 0;
      if (returnInFlight(outbox) > 0) events.outbox();
    },
  };
}
