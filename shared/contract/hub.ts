import { z } from 'zod';
import { agentProfileSchema, agentStateSchema, busyReasonSchema } from '#shared/domain/agent.ts';
import { commandSchema } from '#shared/domain/commands.ts';
import { interactionSchema, outageSchema, popCardSchema, profileSchema } from '#shared/domain/customer.ts';
import { ticketSchema } from '#shared/domain/ticket.ts';

/**
 * Desktop ↔ hub. HTTP for sign-in and health, Socket.IO for everything else; the rules are numbered in
 * docs/SYNC-SPEC.md. Raised when an older peer could misread a message.
 */
export const protocolVersion = 1;

export const problemSchema = z.object({
  code: z.string().max(64),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  fields: z.array(z.string()).optional(),
});
/** Wire form of `Result`. */
export const resultOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), problem: problemSchema })]);

// ── HTTP ────────────────────────────────────────────────────────────────────────────────────────
export const healthPath = '/v1/health';
export const healthReplySchema = z.object({
  status: z.enum(['ok', 'degraded']),
  protocol: z.number().int(),
  hubId: z.string(),
  epoch: z.string(),
  /** Hub time, ms since the epoch. */
  time: z.number().int(),
  database: z.enum(['ok', 'down']),
  version: z.string(),
});

export const sessionPath = '/v1/session';
export const sessionRefreshPath = '/v1/session/refresh';
export const signInRequestSchema = z.object({
  agentNo: z.string().trim().min(1).max(32),
  password: z.string().min(1).max(256),
  deskId: z.uuid(),
  protocol: z.number().int(),
});
/** SIP settings and credentials of the agent's extension; lapse at `expiresAt`. */
export const sipAccountSchema = z.object({
  /** Ordered ws/wss URLs. */
  servers: z.array(z.url()).min(1).max(8),
  domain: z.string().min(1).max(120),
  user: z.string().min(1).max(32),
  password: z.string().min(1).max(128),
  expiresAt: z.number().int(),
});
export type SipAccount = z.infer<typeof sipAccountSchema>;
export const sessionReplySchema = z.object({
  accessToken: z.string(),
  /** Ends of life, hub time in ms. */
  accessExpiresAt: z.number().int(),
  refreshToken: z.string(),
  agent: agentProfileSchema,
  sip: sipAccountSchema,
  offline: z.object({ windowMs: z.number().int(), attempts: z.number().int() }),
  hubTime: z.number().int(),
});
export type SessionReply = z.infer<typeof sessionReplySchema>;
export const refreshRequestSchema = z.object({ refreshToken: z.string().min(1).max(256), deskId: z.uuid(), protocol: z.number().int() });
/** Body of every HTTP error. */
export const errorReplySchema = z.object({ problem: problemSchema });

// ── Socket.IO ───────────────────────────────────────────────────────────────────────────────────
/** `auth` of the handshake. A refused handshake carries `{ problem }` in `error.data`. */
export const handshakeSchema = z.object({ token: z.string().min(1).max(2048), deskId: z.uuid(), protocol: z.number().int() });

/** `(epoch, xid, seq)`: xid as a decimal string, it exceeds 2^53 in principle. */
export const cursorSchema = z.object({ epoch: z.string().max(64), xid: z.string().regex(/^\d{1,20}$/), seq: z.string().regex(/^\d{1,20}$/) });
export type Cursor = z.infer<typeof cursorSchema>;

export const entityKinds = ['customer', 'ticket', 'outage', 'interaction'] as const;
export const entityKindSchema = z.enum(entityKinds);
export type EntityKind = z.infer<typeof entityKindSchema>;

const versioned = { id: z.string().max(64), version: z.number().int().min(1) };
/** One entity at one version; `body: null` is a tombstone. */
export const entityRowSchema = z.discriminatedUnion('entity', [
  z.object({ entity: z.literal('customer'), ...versioned, body: popCardSchema.nullable() }),
  z.object({ entity: z.literal('ticket'), ...versioned, body: ticketSchema.nullable() }),
  z.object({ entity: z.literal('outage'), ...versioned, body: outageSchema.nullable() }),
  z.object({ entity: z.literal('interaction'), ...versioned, body: interactionSchema.nullable() }),
]);
export type EntityRow = z.infer<typeof entityRowSchema>;

export const scopeSchema = z.string().regex(/^[a-z]+:[A-Za-z0-9-]{1,64}$/);

export const commandOutcomeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('applied'),
    commandId: z.uuid(),
    entityId: z.uuid(),
    version: z.number().int(),
    /** Official ticket number, for ticket commands. */
    ticketNo: z.string().nullable(),
  }),
  z.object({ status: z.literal('rejected'), commandId: z.uuid(), problem: problemSchema }),
]);
export type CommandOutcome = z.infer<typeof commandOutcomeSchema>;

/** Calls a desk makes; every one is answered with a `resultOf(out)` through the acknowledgement. */
export const hubCalls = {
  'scope.list': { in: z.object({}), out: z.object({ scopes: z.array(scopeSchema), hubTime: z.number().int() }) },
  /** Cursor first, then pages: what changes meanwhile comes again by the feed. */
  'snapshot.open': { in: z.object({ scope: scopeSchema }), out: z.object({ cursor: cursorSchema, counts: z.record(entityKindSchema, z.number().int()) }) },
  'snapshot.page': {
    in: z.object({ scope: scopeSchema, entity: entityKindSchema, after: z.string().max(64).nullable(), limit: z.number().int().min(1).max(5000) }),
    out: z.object({ rows: z.array(entityRowSchema), next: z.string().nullable() }),
  },
  'feed.pull': {
    in: z.object({ scope: scopeSchema, cursor: cursorSchema, limit: z.number().int().min(1).max(2000) }),
    out: z.object({ rows: z.array(entityRowSchema), cursor: cursorSchema, more: z.boolean(), hubTime: z.number().int() }),
  },
  'command.submit': {
    in: z.object({ commands: z.array(commandSchema).min(1).max(100) }),
    out: z.object({ outcomes: z.array(commandOutcomeSchema), hubTime: z.number().int() }),
  },
  'profile.get': { in: z.object({ customerId: z.string().max(64) }), out: profileSchema },
  /** Presence: never queued, the last one counts. */
  'agent.state': {
    in: z.object({ state: agentStateSchema, reason: busyReasonSchema.nullable(), since: z.number().int() }),
    out: z.object({}),
  },
  'hub.ping': { in: z.object({}), out: z.object({ hubTime: z.number().int() }) },
} as const;
export type HubCallName = keyof typeof hubCalls;

/** What the hub says by itself. A hint is sent after the commit; pulling is the truth. */
export const hubEvents = {
  'feed.hint': z.object({ scope: scopeSchema }),
  'session.ended': z.object({ problem: problemSchema }),
} as const;
