import type { Outage } from './customer.ts';
import { isFinalState } from './ticket-states.ts';
import type { ServiceKind, Ticket } from './ticket.ts';

/** Where a service hangs; unknown parts are null and match nothing. */
export interface ServicePlace {
  readonly oltCode: string | null;
  readonly gridCode: string | null;
  /** Null = the whole customer, any service. */
  readonly serviceKind: ServiceKind | null;
}

/** A known outage that may explain a fault, with the evidence. Offered to the agent, never linked by itself. */
export interface OutageMatch {
  readonly outage: Outage;
  readonly by: 'olt' | 'grid';
}

/** Outages still open that touch this place: same OLT first, then same grid, the newest first in each. */
export function outagesFor(place: ServicePlace, outages: readonly Outage[]): readonly OutageMatch[] {
  const evidence = (outage: Outage): OutageMatch['by'] | null => {
    if (outage.status === 'resolved') return null;
    if (place.serviceKind !== null && outage.serviceKinds.length > 0 && !outage.serviceKinds.includes(place.serviceKind)) return null;
    if (place.oltCode !== null && outage.oltCodes.includes(place.oltCode)) return 'olt';
    return place.gridCode !== null && outage.gridCodes.includes(place.gridCode) ? 'grid' : null;
  };
  return outages
    .flatMap((outage) => {
      const by = evidence(outage);
      return by === null ? [] : [{ outage, by }];
    })
    .sort((a, b) => (a.by === b.by ? b.outage.since - a.outage.since : a.by === 'olt' ? -1 : 1));
}

/** Fault tickets not yet closed on a service number or account, the newest first: a call about one of them is a 催单, not a new ticket. */
export function openTicketsOnService(serviceNumber: string, tickets: readonly Ticket[]): readonly Ticket[] {
  const wanted = comparable(serviceNumber);
  return tickets
    .filter((ticket) => ticket.ticketType === 'fault' && !isFinalState(ticket.state))
    .filter((ticket) => wanted !== '' && comparable(ticket.fault?.serviceNumber ?? '') === wanted)
    .sort((a, b) => b.acceptedAt - a.acceptedAt);
}

/** Spaces, dashes and letter case do not tell two services apart. */
function comparable(serviceNumber: string): string {
  return serviceNumber.normalize('NFKC').toLowerCase().replaceAll(/[\s\-()]/g, '');
}
