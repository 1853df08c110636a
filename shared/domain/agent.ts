import { z } from 'zod';

export const roleSchema = z.enum(['agent', 'lead', 'backOffice', 'accountManager', 'quality', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export const agentProfileSchema = z.object({
  /** 工号. */
  no: z.string().min(1).max(32),
  name: z.string().min(1).max(60),
  role: roleSchema,
  orgId: z.string().max(64),
  /** Names from province to team, e.g. `['福建', '福州', '装维一班']`; shown, never used for rights. */
  orgPath: z.array(z.string().max(60)).max(8),
  areaCode: z.string().max(5),
});
export type AgentProfile = z.infer<typeof agentProfileSchema>;

/** States an agent chooses; ringing and talking are seen from the calls, 话后 begins by itself. */
export const agentStateSchema = z.enum(['signedOut', 'ready', 'busy', 'break', 'acw']);
export type AgentStateName = z.infer<typeof agentStateSchema>;
export const busyReasonSchema = z.enum(['paperwork', 'system', 'lead', 'equipment', 'other']);
export type BusyReason = z.infer<typeof busyReasonSchema>;
