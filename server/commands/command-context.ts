import type { AgentProfile } from '#shared/domain/agent.ts';
import type { CodeBook } from '#shared/domain/code-list.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Result } from '#shared/lib/result.ts';

/** In whose name, with which rights and under which rules a command is carried out (S-22). */
export interface CommandContext {
  readonly author: AgentProfile;
  readonly scopes: readonly string[];
  /** Hub time in ms. */
  readonly now: number;
  readonly policy: Policy;
  readonly categories: CodeBook;
}

/** What a command did. A handler that refuses must not have written anything: its transaction commits. */
export type Effect = Result<{ readonly version: number; readonly ticketNo: string | null }>;
