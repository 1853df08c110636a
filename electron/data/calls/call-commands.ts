import type { AgentProfile } from '#shared/domain/agent.ts';
import type { NumberLink } from '#shared/domain/customer.ts';
import { maskNumber } from '#shared/domain/number-display.ts';
import { normalizeNumber } from '#shared/domain/number.ts';
import type { CallerRelation } from '#shared/domain/ticket.ts';
import type { Commands } from '../commands/commands.ts';
import type { WritableDb } from '../store/db.ts';
import type { LoggedCall } from '../store/outbox/call-log.ts';
import { ticketsOfCall } from '../store/outbox/commands.ts';
import { addLink } from '../store/outbox/number-links.ts';
import type { LiveCall } from './lookup.ts';

/** One call is one interaction (TMF683); it waits in the outbox like any command. */
export function recordCall(outbox: WritableDb, commands: Commands, call: LoggedCall, areaCode: string | null, skewMs: number): void {
  const ticketIds = ticketsOfCall(outbox, call.id).slice(0, 20);
  const inHubTime = (at: number | null): number | null => (at === null ? null : at + skewMs);
  const number = call.number === null ? null : normalizeNumber(call.number, { trunkAreaCode: areaCode });
  const command = commands.make(call.agentNo, call.id, {
    type: 'interaction.record',
    payload: {
      id: call.id, direction: call.direction, channel: 'hotline', reason: ticketIds.length > 0 ? 'fault' : 'call', agentNo: call.agentNo,
      customerId: call.customerId, number: number === null ? null : (number.e164?.slice(1) ?? number.national ?? number.raw.slice(0, 64)),
      startedAt: call.startedAt + skewMs, answeredAt: inHubTime(call.answeredAt), endedAt: inHubTime(call.endedAt),
      ending: call.ending ?? 'answered', status: 'completed', ticketIds,
    },
  });
  outbox.write(() => commands.queue(command, number === null ? '' : maskNumber(number)));
  commands.flush();
}

/** The picker's answer, remembered here at once and written back to the hub: a hint, never verification. */
export function linkNumber(
  outbox: WritableDb, commands: Commands, agent: AgentProfile, call: LiveCall, customerId: string, relation: CallerRelation | null,
): void {
  if (call.numberKey === null || call.number === null || call.withheld || call.trunk) return;
  const { kind } = normalizeNumber(call.number, { trunkAreaCode: agent.areaCode });
  const link: NumberLink = {
    value: call.numberKey,
    kind: relation !== 'self' ? 'contact' : kind === 'mobile' || kind === 'fixed' ? kind : 'contact',
    relation: relation === 'self' ? 'holder' : 'contact',
  };
  const command = commands.make(agent.no, customerId, { type: 'customer.linkNumber', payload: link });
  outbox.write(() => {
    addLink(outbox, link.value, { customerId, kind: link.kind, relation: link.relation }, command.id);
    commands.queue(command, maskNumber(normalizeNumber(call.number ?? '', { trunkAreaCode: agent.areaCode })));
  });
  commands.flush();
}
