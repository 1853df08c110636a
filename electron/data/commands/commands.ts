import { commandSchema, type Command, type CommandType } from '#shared/domain/commands.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { HubClock } from '../session/hub-clock.ts';
import type { WritableDb } from '../store/db.ts';
import { addCommand } from '../store/outbox/commands.ts';

type Body = { [T in CommandType]: Pick<Extract<Command, { type: T }>, 'type' | 'payload'> }[CommandType];
type Made<B extends Body> = Extract<Command, { type: B['type'] }>;

/** Where changes for the hub are made and queued; sending is the sync engine's work. */
export interface Commands {
  /** A new command with its own id, for one entity, dated now (S-01, S-92). */
  make<B extends Body>(author: string, entityId: string, body: B): Made<B>;
  /** Puts it into the outbox, inside the caller's transaction when there is one. */
  queue(command: Command, label: string, draft?: string | null): void;
  /** After the commit: tells the engine what was queued. */
  flush(): void;
}

export function createCommands(deps: {
  readonly outbox: WritableDb;
  readonly clock: Clock;
  readonly hubClock: HubClock;
  readonly newId: () => string;
  readonly onQueued: (command: Command) => void;
}): Commands {
  const queued: Command[] = [];
  return {
    make<B extends Body>(author: string, entityId: string, body: B) {
      const made = commandSchema.parse({ ...body, id: deps.newId(), author, at: deps.clock(), skewMs: deps.hubClock.skewMs(), entityId });
      return made as Made<B>;
    },
    queue(command, label, draft = null) {
      addCommand(deps.outbox, command, label, draft);
      queued.push(command);
    },
    flush() {
      for (const command of queued.splice(0)) deps.onQueued(command);
    },
  };
}
