import { agentStateSchema, type AgentStateName } from '#shared/domain/agent.ts';
import type { ReadableDb, WritableDb } from '../db.ts';

/** The state an agent last chose, for the case that this process crashes; 示忙 when none is known. */
export function readDuty(db: ReadableDb, agentNo: string): AgentStateName {
  const row = db.get<{ value: string }>(`SELECT value FROM settings WHERE agent_no = ? AND key = 'duty'`, agentNo);
  const kept = agentStateSchema.safeParse(row?.value);
  return kept.success ? kept.data : 'busy';
}

export function keepDuty(db: WritableDb, agentNo: string, state: AgentStateName): void {
  db.write(() =>
    db.run(`INSERT INTO settings (agent_no, key, value) VALUES (?, 'duty', ?) ON CONFLICT (agent_no, key) DO UPDATE SET value = excluded.value`, agentNo, state),
  );
}
