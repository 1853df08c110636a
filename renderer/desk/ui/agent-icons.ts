import { Ban, CircleCheck, ClipboardPen, Coffee, LogOut, type LucideIcon } from 'lucide-react';
import type { AgentStateName } from '#shared/domain/agent.ts';

export const agentIcons: Readonly<Record<AgentStateName, LucideIcon>> = { signedOut: LogOut, ready: CircleCheck, busy: Ban, break: Coffee, acw: ClipboardPen };
