import { applyTicketCommand, type TicketCommand, type TicketContext } from '#shared/domain/apply.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import type { PopCard } from '#shared/domain/customer.ts';
import { promiseFor } from '#shared/domain/sla.ts';
import type { Severity, Ticket, TicketIntake, TicketState } from '#shared/domain/ticket.ts';
import { ticketNo } from '../tickets/ticket-no.ts';
import { seededRandom, type Random } from './random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** Open faults of the last two days, made by the same `apply` as real ones so that their clocks are true. */
export interface SeededTickets {
  readonly tickets: readonly Ticket[];
  /** Last number given per day (`2026-11-22`), for the counters. */
  readonly lastNumbers: ReadonlyMap<string, number>;
}

const complaints: readonly { readonly category: string; readonly severity: Severity; readonly text: string }[] = [
  { category: 'F40-01-1', severity: 'totalLoss', text: '客户反映光猫 LOS 灯闪红，重启后仍无法上网。' },
  { category: 'F40-02', severity: 'degraded', text: '客户反映宽带频繁掉线，每小时断两三次，已重启光猫。' },
  { category: 'F40-03-2', severity: 'degraded', text: '客户反映晚间八点后网速慢，测速不足签约速率三成。' },
  { category: 'F40-04', severity: 'minor', text: '客户反映卧室 Wi-Fi 信号弱，客厅正常，要求上门指导。' },
  { category: 'F40-05', severity: 'degraded', text: '客户反映光猫发热后自动重启，使用已超过六年。' },
];
/** Ways a fault has gone so far. */
const courses: readonly (readonly [readonly TicketState[], number])[] = [
  [[], 3],
  [['dispatched'], 4],
  [['dispatched', 'taken'], 3],
  [['dispatched', 'taken', 'processing'], 3],
  [['dispatched', 'taken', 'processing', 'replied'], 2],
];

export function cityTickets(seed: string, now: number, customers: readonly PopCard[]): SeededTickets {
  const random = seededRandom(`tickets:${seed}`);
  const lastNumbers = new Map<string, number>();
  const starts = customers.map(() => now - random.int(20, 44 * 60) * MINUTE_MS).sort((a, b) => a - b);
  const tickets = customers.flatMap((card, index): Ticket[] => {
    const acceptedAt = starts[index] ?? now;
    const day = new Date(acceptedAt + CHINA_OFFSET_MS).toISOString().slice(0, 10);
    const count = (lastNumbers.get(day) ?? 0) + 1;
    const ticket = makeTicket(random, card, acceptedAt, now, ticketNo('FZ', day, count));
    if (ticket === null) return [];
    lastNumbers.set(day, count);
    return [ticket];
  });
  return { tickets, lastNumbers };
}

function makeTicket(random: Random, card: PopCard, acceptedAt: number, now: number, no: string): Ticket | null {
  const broadband = card.products.find((product) => product.kind === 'broadband');
  const number = card.numbers.find((candidate) => candidate.kind === 'mobile');
  if (broadband === undefined || number === undefined) return null;
  const agent = random.pick(['8001', '8002', '8003', '8004']);
  const fault = random.pick(complaints);
  const mobile = number.value.slice(2);
  const intake: TicketIntake = {
    ticketType: 'fault',
    provisionalNo: `${agent}-${new Date(acceptedAt + CHINA_OFFSET_MS).toISOString().slice(5, 10).replace('-', '')}-${random.digits(2)}`,
    customerId: card.id,
    callerNumber: mobile,
    callerRelation: 'self',
    contactName: card.name,
    contactNumber: mobile,
    category: fault.category,
    severity: fault.severity,
    description: fault.text,
    channel: 'hotline',
    acceptOrg: 'fz-1',
    serviceOrg: 'fz-1',
    firstOwner: agent,
    acceptedAt,
    interactionId: null,
    fault: {
      serviceKind: 'broadband',
      serviceNumber: broadband.serviceNumber,
      address: card.address,
      gridCode: card.gridCode,
      oltCode: card.oltCode,
      settlement: card.settlement,
      startedAt: acceptedAt - random.int(10, 600) * MINUTE_MS,
      test: { kind: 'result', text: 'ONU 在线，接收光功率 −25.1 dBm，PPPoE 记录正常', at: acceptedAt },
      triage: {},
      appointment: null,
      serviceProblemId: null,
    },
    promise: promiseFor({ serviceKind: 'broadband', settlement: card.settlement, acceptedAt, outageExpectedEnd: null }, fujianPolicy)?.promise ?? null,
  };
  const base = { author: agent, skewMs: 0, entityId: random.uuid() };
  let ticket = applied(null, { ...base, id: random.uuid(), at: acceptedAt, type: 'ticket.create', payload: intake }, contextOf(card, acceptedAt, no));
  let at = acceptedAt;
  for (const to of random.weighted(courses)) {
    at = Math.min(now, at + random.int(8, 40) * MINUTE_MS);
    ticket = applied(ticket, { ...base, id: random.uuid(), author: '8700', at, type: 'ticket.transition', payload: { to, reason: null } }, contextOf(card, at, no));
  }
  return ticket;
}

function contextOf(card: PopCard, now: number, no: string): TicketContext {
  return { now, ticketNo: no, policy: fujianPolicy, categories: defaultCodeBook, customer: { stars: card.stars, segment: card.segment }, recentSameCategory: 0 };
}

function applied(ticket: Ticket | null, command: TicketCommand, context: TicketContext): Ticket {
  const result = applyTicketCommand(ticket, command, context);
  if (!result.ok) throw new Error(`The seed made a ticket that is refused: ${result.problem.code} ${(result.problem.fields ?? []).join(' ')}`);
  return result.value;
}
