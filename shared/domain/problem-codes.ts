import type { Result } from '#shared/lib/result.ts';

/**
 * The codes the domain refuses with. Their words stand in the error catalogue (shared/contract/errors.ts),
 * which the domain may not know; a test there holds both lists together.
 */
export const domainProblemCodes = [
  'TICKET_FIELDS_MISSING', 'TICKET_FIELD_BAD', 'TICKET_TRANSITION_REFUSED', 'TICKET_EXISTS', 'TICKET_NOT_FOUND', 'TICKET_CLOSED',
  'CATEGORY_UNKNOWN', 'AGENT_STATE_REFUSED', 'AGENT_PHONE_NOT_READY',
] as const;
export type DomainProblemCode = (typeof domainProblemCodes)[number];

/** Outcome of a domain function that may refuse. */
export type DomainResult<T> = Result<T, DomainProblemCode>;
