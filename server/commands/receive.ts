import { z } from 'zod';
import { hubCalls, type CommandOutcome } from '#shared/contract/hub.ts';
import { commandSchema, type Command } from '#shared/domain/commands.ts';
import { isStorable } from '../storable.ts';

const envelopeSchema = hubCalls['command.submit'].in.extend({ commands: z.array(z.unknown()).min(1).max(100) });
const idSchema = z.object({ id: z.uuid() });

/** One place of a batch: a command, or the refusal of something that is none but has an id to answer to. */
export type Received = { readonly kind: 'command'; readonly command: Command } | { readonly kind: 'malformed'; readonly outcome: CommandOutcome };

/**
 * S-15: a batch is parsed command by command, so that one that this hub cannot read is refused alone and
 * blocks nothing behind it. Null = not a batch, or one with something that has no id.
 */
export function receiveBatch(input: unknown): readonly Received[] | null {
  const envelope = envelopeSchema.safeParse(input);
  if (!envelope.success) return null;
  const received: Received[] = [];
  for (const item of envelope.data.commands) {
    const command = commandSchema.safeParse(item);
    if (command.success && isStorable(command.data)) {
      received.push({ kind: 'command', command: command.data });
      continue;
    }
    const named = idSchema.safeParse(item);
    if (!named.success) return null;
    const fields = command.success ? [] : [...new Set(command.error.issues.map((issue) => issue.path.map(String).join('.')))].slice(0, 20);
    received.push({ kind: 'malformed', outcome: { status: 'rejected', commandId: named.data.id, problem: { code: 'MESSAGE_INVALID', fields } } });
  }
  return received;
}
