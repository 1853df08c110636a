import type { TicketState, TicketType } from './ticket.ts';

/** TMF621 v4 states a TroubleTicket is shown with to other systems. */
export const tmfStates = ['acknowledged', 'rejected', 'pending', 'held', 'inProgress', 'cancelled', 'closed', 'resolved'] as const;
export type TmfTicketState = (typeof tmfStates)[number];

/** Words of a state; a complaint is 核查/答复 where a fault is 处理/回单. */
export interface StateName {
  readonly zh: string;
  readonly en: string;
}

export interface StateRow {
  readonly tmf: TmfTicketState;
  readonly name: StateName;
  /** Other words for one ticket type. */
  readonly nameFor?: Partial<Readonly<Record<TicketType, StateName>>>;
  /** Where it may go from here; empty = final. 转派 is `processing → dispatched`. */
  readonly next: readonly TicketState[];
}

/**
 * Internal states, their TMF621 face and the transitions allowed between them; every other one is refused
 * by the hub. 催单, 升级, 督办 and 阶段回复 are events and flags, not states.
 */
export const ticketStateTable: Readonly<Record<TicketState, StateRow>> = {
  accepted: { tmf: 'acknowledged', name: { zh: '已受理', en: 'Accepted' }, next: ['prehandling', 'dispatched', 'rejected', 'withdrawn'] },
  prehandling: { tmf: 'inProgress', name: { zh: '预处理', en: 'First-line handling' }, next: ['dispatched', 'replied', 'withdrawn'] },
  dispatched: { tmf: 'inProgress', name: { zh: '已派单', en: 'Dispatched' }, next: ['taken', 'returned', 'withdrawn'] },
  returned: { tmf: 'inProgress', name: { zh: '退单', en: 'Sent back' }, next: ['dispatched'] },
  taken: { tmf: 'inProgress', name: { zh: '已接单', en: 'Taken' }, next: ['processing', 'returned', 'suspended', 'waitingCustomer'] },
  processing: {
    tmf: 'inProgress',
    name: { zh: '处理中', en: 'In progress' },
    nameFor: { complaint: { zh: '核查', en: 'Investigating' } },
    next: ['replied', 'suspended', 'waitingCustomer', 'dispatched', 'withdrawn'],
  },
  suspended: { tmf: 'held', name: { zh: '挂起', en: 'On hold' }, next: ['processing'] },
  waitingCustomer: { tmf: 'pending', name: { zh: '待客户', en: 'Waiting for customer' }, next: ['processing', 'withdrawn'] },
  replied: {
    tmf: 'resolved',
    name: { zh: '已回单', en: 'Reported done' },
    nameFor: { complaint: { zh: '已答复', en: 'Answered' } },
    next: ['callback', 'processing'],
  },
  callback: { tmf: 'resolved', name: { zh: '待回访', en: 'Call-back due' }, next: ['archived', 'processing'] },
  archived: { tmf: 'closed', name: { zh: '已归档', en: 'Archived' }, next: [] },
  withdrawn: { tmf: 'cancelled', name: { zh: '撤单', en: 'Withdrawn' }, next: [] },
  rejected: { tmf: 'rejected', name: { zh: '不予受理', en: 'Not accepted' }, next: [] },
};

/** One flow for all four types today; a type that needs its own gets its own table here. */
const tableOf: Readonly<Record<TicketType, Readonly<Record<TicketState, StateRow>>>> = {
  fault: ticketStateTable,
  complaint: ticketStateTable,
  inquiry: ticketStateTable,
  order: ticketStateTable,
};

/** States a ticket may go to next; empty when it is closed. */
export function allowedTransitions(state: TicketState, ticketType: TicketType): readonly TicketState[] {
  return tableOf[ticketType][state].next;
}

export function isTransitionAllowed(from: TicketState, to: TicketState, ticketType: TicketType): boolean {
  return allowedTransitions(from, ticketType).includes(to);
}

/** 已归档, 撤单, 不予受理: nothing changes any more; a re-report is a new ticket with `repeatOf`. */
export function isFinalState(state: TicketState): boolean {
  return ticketStateTable[state].next.length === 0;
}

/** The state other systems see (TMF621 `status`). */
export function tmfStateOf(state: TicketState): TmfTicketState {
  return ticketStateTable[state].tmf;
}

export function ticketStateName(state: TicketState, ticketType: TicketType): StateName {
  const row = tableOf[ticketType][state];
  return row.nameFor?.[ticketType] ?? row.name;
}
