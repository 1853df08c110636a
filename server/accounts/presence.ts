import type { AgentStateName, BusyReason } from '#shared/domain/agent.ts';
import type { Sql } from '../db/database.ts';

/** The last state an agent's desk reported; never queued, the last one counts. */
export async function rememberPresence(
  sql: Sql,
  who: { readonly agentNo: string; readonly deskId: string },
  presence: { readonly state: AgentStateName; readonly reason: BusyReason | null; readonly since: number },
  now: number,
): Promise<void> {
  await sql.query(
    `insert into agent_presence (agent_no, desk_id, state, reason, since, seen_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (agent_no) do update set desk_id = excluded.desk_id, state = excluded.state, reason = excluded.reason,
       since = excluded.since, seen_at = excluded.seen_at`,
    [who.agentNo, who.deskId, presence.state, presence.reason, presence.since, new Date(now)],
  );
}
