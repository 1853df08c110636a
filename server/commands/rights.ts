import type { Role } from '#shared/domain/agent.ts';
import type { CommandType } from '#shared/domain/commands.ts';

/** Who may ask for what. Quality reads; the administrator keeps accounts and touches no customer (等保2.0: separated duties). */
const allowed: Readonly<Record<CommandType, readonly Role[]>> = {
  'ticket.create': ['agent', 'lead', 'backOffice', 'accountManager'],
  'ticket.addNote': ['agent', 'lead', 'backOffice', 'accountManager'],
  'ticket.transition': ['agent', 'lead', 'backOffice', 'accountManager'],
  'interaction.record': ['agent', 'lead', 'backOffice', 'accountManager'],
  'customer.linkNumber': ['agent', 'lead', 'backOffice', 'accountManager'],
};

export function mayCommand(role: Role, type: CommandType): boolean {
  return allowed[type].includes(role);
}
