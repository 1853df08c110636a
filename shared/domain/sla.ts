import type { Segment } from './customer.ts';
import type { Policy, PromiseRule } from './policy.ts';
import type { Priority, RepairPromise, ServiceKind, Settlement, SlaClock, SlaClockId, TicketType } from './ticket.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What a limit depends on. */
export interface ClockFacts {
  readonly ticketType: TicketType;
  readonly serviceKind: ServiceKind | null;
  readonly settlement: Settlement | null;
  readonly priority: Priority;
  readonly customer: { readonly stars: number; readonly segment: Segment } | null;
}

/**
 * A clock started at a time, or null when the policy has none for this ticket. Legal limits are calendar time
 * and the same for everyone; internal ones are halved in the green channel.
 */
export function startClock(id: SlaClockId, facts: ClockFacts, startedAt: number, policy: Policy): SlaClock | null {
  const rule = policy.clocks.find(
    (candidate) =>
      candidate.clock === id &&
      candidate.ticketTypes.includes(facts.ticketType) &&
      fits(candidate.serviceKinds, facts.serviceKind) &&
      fits(candidate.settlements, facts.settlement),
  );
  if (rule === undefined) return null;
  const minutes = rule.minutesFor[facts.priority] ?? rule.minutes;
  const factor = !rule.legal && inGreenChannel(facts.customer, policy) ? policy.greenChannel.factor : 1;
  return { id, startedAt, dueAt: startedAt + Math.round(minutes * factor * minuteMs), stoppedAt: null, legal: rule.legal };
}

/** 绿色通道: high stars or a key account. */
export function inGreenChannel(customer: ClockFacts['customer'], policy: Policy): boolean {
  if (customer === null) return false;
  return customer.stars >= policy.greenChannel.minStars || policy.greenChannel.segments.includes(customer.segment);
}

function fits<T>(allowed: readonly T[], value: T | null): boolean {
  return allowed.length === 0 || (value !== null && allowed.includes(value));
}

export interface PromiseFacts {
  readonly serviceKind: ServiceKind;
  readonly settlement: Settlement;
  /** When the customer reported it; minutes spent offline count. */
  readonly acceptedAt: number;
  /** Expected end of the outage the fault is linked to, when known. */
  readonly outageExpectedEnd: number | null;
}

export interface ExplainedPromise {
  readonly promise: RepairPromise;
  /** Why this time, to be said to the customer and always shown. */
  readonly reason: { readonly zh: string; readonly en: string };
  readonly source: string;
  readonly legalBasis: string | null;
}

/** The repair time to promise, with the rule that gives it; null when the policy has no rule or no legal limit for the case. */
export function promiseFor(facts: PromiseFacts, policy: Policy): ExplainedPromise | null {
  const legal = startClock(
    'repairLegal',
    { ticketType: 'fault', serviceKind: facts.serviceKind, settlement: facts.settlement, priority: 'P4', customer: null },
    facts.acceptedAt,
    policy,
  );
  const minute = minuteOfDay(facts.acceptedAt, policy);
  const rule = policy.promises.find(
    (candidate) =>
      fits(candidate.serviceKinds, facts.serviceKind) &&
      fits(candidate.settlements, facts.settlement) &&
      minute >= candidate.acceptedFrom &&
      minute < candidate.acceptedUntil,
  );
  if (rule === undefined || legal === null) return null;
  const dueAt = dueOf(rule, facts.acceptedAt, policy);
  const outageEnd = facts.outageExpectedEnd;
  if (outageEnd !== null && outageEnd > dueAt) {
    const { id, reason, source, legalBasis } = policy.outagePromise;
    return { promise: { dueAt: outageEnd, legalDueAt: legal.dueAt, ruleId: id }, reason, source, legalBasis };
  }
  return {
    promise: { dueAt, legalDueAt: legal.dueAt, ruleId: rule.id },
    reason: rule.reason,
    source: rule.source,
    legalBasis: rule.legalBasis,
  };
}

function dueOf(rule: PromiseRule, acceptedAt: number, policy: Policy): number {
  return rule.due.kind === 'after'
    ? acceptedAt + rule.due.minutes * minuteMs
    : localDayStart(acceptedAt, policy) + rule.due.at * minuteMs;
}

/** 00:00 of the local day a time falls in. */
export function localDayStart(at: number, policy: Policy): number {
  const offset = policy.utcOffsetMinutes * minuteMs;
  return Math.floor((at + offset) / dayMs) * dayMs - offset;
}

function minuteOfDay(at: number, policy: Policy): number {
  return Math.floor((at - localDayStart(at, policy)) / minuteMs);
}

/** Windows a visit may be offered in, soonest first: whole ones in visiting hours, after the lead time, ending by `until`. */
export function visitWindows(now: number, until: number, policy: Policy): readonly { readonly from: number; readonly to: number }[] {
  const { from, until: close, windowMinutes, leadMinutes } = policy.visits;
  const earliest = now + leadMinutes * minuteMs;
  const windows: { from: number; to: number }[] = [];
  for (let day = localDayStart(now, policy); day < until; day += dayMs) {
    for (let start = from; start + windowMinutes <= close; start += windowMinutes) {
      const window = { from: day + start * minuteMs, to: day + (start + windowMinutes) * minuteMs };
      if (window.from >= earliest && window.to <= until) windows.push(window);
    }
  }
  return windows;
}

export type ClockBand = 'calm' | 'warn' | 'urgent' | 'breached';

export interface ClockStatus {
  readonly phase: 'running' | 'paused' | 'stopped';
  /** Share of the allowed time that is used; above 1 when breached. */
  readonly used: number;
  /** Below 50 %, 50–80 %, 80–100 %, at the end or past it (the policy's shares). */
  readonly band: ClockBand;
  /** Negative when breached: how long over. */
  readonly remainingMs: number;
}

/** How a clock stands. A stopped one tells how it ended; a paused one stands still until the pauses allowed are used up. */
export function clockStatus(clock: SlaClock, now: number, policy: Policy): ClockStatus {
  const pausedAt = clock.pausedAt ?? null;
  const end = clock.stoppedAt ?? now;
  const stoodStill = pausedAt === null ? 0 : pauseCredit(clock, end, policy);
  const remainingMs = clock.dueAt + stoodStill - end;
  const allowed = clock.dueAt - clock.startedAt - (clock.pausedMs ?? 0);
  const used = allowed <= 0 ? 1 : Math.max(0, (allowed - remainingMs) / allowed);
  const phase = clock.stoppedAt !== null ? 'stopped' : pausedAt !== null ? 'paused' : 'running';
  const band = used >= 1 ? 'breached' : used >= policy.bands.urgent ? 'urgent' : used >= policy.bands.warn ? 'warn' : 'calm';
  return { phase, used, band, remainingMs };
}

/** The clock that runs out first, for lists sorted by next deadline; null when none runs. */
export function nextDeadline(clocks: readonly SlaClock[]): SlaClock | null {
  return clocks
    .filter((clock) => clock.stoppedAt === null)
    .reduce<SlaClock | null>((first, clock) => (first === null || clock.dueAt < first.dueAt ? clock : first), null);
}

/** How much of the pause running at `now` counts, within the total a ticket may be paused. */
function pauseCredit(clock: SlaClock, now: number, policy: Policy): number {
  const pausedAt = clock.pausedAt ?? null;
  if (pausedAt === null) return 0;
  return Math.min(Math.max(0, now - pausedAt), Math.max(0, policy.pauses.totalMs - (clock.pausedMs ?? 0)));
}

/** Pause a running clock; legal and stopped ones do not pause. */
export function pauseClock(clock: SlaClock, at: number): SlaClock {
  if (clock.legal || clock.stoppedAt !== null || (clock.pausedAt ?? null) !== null) return clock;
  return { ...clock, pausedAt: at };
}

/** Resume a paused clock: its end moves by the part of the pause that counts. */
export function resumeClock(clock: SlaClock, at: number, policy: Policy): SlaClock {
  if ((clock.pausedAt ?? null) === null) return clock;
  const credit = pauseCredit(clock, at, policy);
  return { ...clock, pausedAt: null, pausedMs: (clock.pausedMs ?? 0) + credit, dueAt: clock.dueAt + credit };
}
