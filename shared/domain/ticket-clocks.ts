import type { Policy } from './policy.ts';
import { pauseClock, resumeClock, startClock, type ClockFacts } from './sla.ts';
import type { SlaClock, SlaClockId, Ticket, TicketIntake, TicketState } from './ticket.ts';

/** Clocks a ticket starts with; all count from the acceptance, offline minutes included. */
export function openingClocks(
  intake: Pick<TicketIntake, 'acceptedAt' | 'promise'>,
  facts: ClockFacts,
  policy: Policy,
): SlaClock[] {
  const { acceptedAt, promise } = intake;
  const started = (['dispatch', 'firstContact', 'repairLegal'] as const).map((id) => startClock(id, facts, acceptedAt, policy));
  const promised: SlaClock | null =
    promise === null ? null : { id: 'repairPromise', startedAt: acceptedAt, dueAt: promise.dueAt, stoppedAt: null, legal: false };
  return [...started, promised].filter((clock) => clock !== null);
}

/** What entering a state does to the clocks. `start` begins afresh; `reopen` lets a stopped one run on as if never stopped. */
interface ClockEffect {
  readonly start?: readonly SlaClockId[];
  readonly stop?: readonly SlaClockId[] | 'all';
  readonly reopen?: readonly SlaClockId[];
  readonly pause?: readonly SlaClockId[];
  readonly resume?: readonly SlaClockId[];
}

const repair: readonly SlaClockId[] = ['repairPromise', 'repairLegal'];

const effectOf: Readonly<Record<TicketState, ClockEffect>> = {
  accepted: {},
  prehandling: {},
  dispatched: { stop: ['dispatch'], start: ['take'] },
  returned: { stop: ['take'], start: ['dispatch'] },
  taken: { stop: ['take'] },
  processing: { stop: ['firstContact', 'callback'], reopen: repair, resume: ['repairPromise'] },
  suspended: { pause: ['repairPromise'] },
  waitingCustomer: { stop: ['firstContact'], pause: ['repairPromise'] },
  replied: { stop: ['dispatch', 'take', 'firstContact', ...repair], start: ['callback'] },
  callback: {},
  archived: { stop: 'all' },
  withdrawn: { stop: 'all' },
  rejected: { stop: 'all' },
};

/** The clocks after a ticket entered a state at a time. */
export function clocksAfter(ticket: Ticket, to: TicketState, at: number, facts: ClockFacts, policy: Policy): SlaClock[] {
  const effect = effectOf[to];
  const stops = (id: SlaClockId): boolean => effect.stop === 'all' || (effect.stop?.includes(id) ?? false);
  const kept = ticket.clocks
    .filter((clock) => !(effect.start?.includes(clock.id) ?? false))
    .map((clock) => {
      if (stops(clock.id)) return clock.stoppedAt === null ? { ...resumeClock(clock, at, policy), stoppedAt: at } : clock;
      if (effect.reopen?.includes(clock.id) && clock.stoppedAt !== null) return { ...clock, stoppedAt: null };
      if (effect.pause?.includes(clock.id)) return pauseClock(clock, at);
      if (effect.resume?.includes(clock.id)) return resumeClock(clock, at, policy);
      return clock;
    });
  const begun = (effect.start ?? []).map((id) => startClock(id, facts, at, policy)).filter((clock) => clock !== null);
  return [...kept, ...begun];
}
