import { z } from 'zod';
import { interactionSchema, numberLinkSchema } from './customer.ts';
import { closingSchema, ticketIntakeSchema, ticketStateSchema } from './ticket.ts';

/**
 * Everything a desk may ask the hub to change. A command's id is made when it is submitted and never changes;
 * the entity's id is made when the draft opens. A retry sends the same id and bytes.
 */
const base = {
  id: z.uuid(),
  /** Agent number of the author; may differ from who is signed in when an enrolled desk sends later. */
  author: z.string().min(1).max(32),
  /** Desk time when it was submitted, and hub time minus desk time as last known, both in ms. */
  at: z.number().int(),
  skewMs: z.number().int(),
  entityId: z.uuid(),
} as const;

export const commandSchema = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('ticket.create'), payload: ticketIntakeSchema }),
  z.object({ ...base, type: z.literal('ticket.addNote'), payload: z.object({ noteId: z.uuid(), text: z.string().min(1).max(2000) }) }),
  z.object({
    ...base,
    type: z.literal('ticket.transition'),
    /** `closing`: what became known with this step (回单, 回访); merged into the ticket. */
    payload: z.object({ to: ticketStateSchema, reason: z.string().max(200).nullable(), closing: closingSchema.optional() }),
  }),
  z.object({ ...base, type: z.literal('interaction.record'), payload: interactionSchema }),
  /** The agent's choice in the picker, written back as a hint; never verification. `entityId` is the customer. */
  z.object({ ...base, type: z.literal('customer.linkNumber'), payload: numberLinkSchema }),
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];
