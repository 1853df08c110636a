import { minDescriptionLength, type FaultDetails } from './ticket.ts';

/** Blanks at the ends do not count: people who read the ticket do not see them. */
export function isDescriptionLongEnough(description: string): boolean {
  return description.trim().length >= minDescriptionLength;
}

/** Times of a fault that contradict the acceptance: it began after it was reported, or the visit is over before it begins or lies in the past. */
export function badFaultTimes(fault: Pick<FaultDetails, 'appointment'> & { readonly startedAt: number | null }, acceptedAt: number): readonly ('startedAt' | 'appointment')[] {
  const visit = fault.appointment;
  return [
    ...(fault.startedAt !== null && fault.startedAt > acceptedAt ? (['startedAt'] as const) : []),
    ...(visit !== null && (visit.to <= visit.from || visit.from < acceptedAt) ? (['appointment'] as const) : []),
  ];
}
