import type { DraftView, OutboxRow } from '#shared/contract/desk.ts';

const knownTypes = ['ticket.create', 'ticket.addNote', 'ticket.transition', 'interaction.record', 'customer.linkNumber'] as const;
export type OutboxType = (typeof knownTypes)[number] | 'other';

export function outboxType(type: string): OutboxType {
  return knownTypes.find((known) => known === type) ?? 'other';
}

/** One line of the queue: a form being written, or commands that wait; small ones of a kind are counted together. */
export interface QueueLine {
  readonly key: string;
  readonly type: OutboxType;
  readonly count: number;
  /** What it says about itself: a provisional number, a masked name. */
  readonly label: string;
  readonly provisionalNo: string | null;
  readonly at: number;
  readonly state: 'editing' | 'pending' | 'inFlight';
}

/** Kinds nobody needs to see one by one. */
const grouped: ReadonlySet<OutboxType> = new Set<OutboxType>(['interaction.record', 'customer.linkNumber', 'other']);

/** Newest first: what is being written, then what waits. Refused commands have their own card. */
export function queueLines(rows: readonly OutboxRow[], drafts: readonly DraftView[]): readonly QueueLine[] {
  const writing = drafts.filter((draft) => draft.provisionalNo !== null).map((draft): QueueLine => ({
    key: draft.id, type: 'ticket.create', count: 1, label: '', provisionalNo: draft.provisionalNo, at: draft.savedAt, state: 'editing',
  }));
  const waiting = rows.filter((row) => row.state !== 'rejected');
  const single = waiting.filter((row) => !grouped.has(outboxType(row.type))).map((row): QueueLine => ({
    key: row.commandId, type: outboxType(row.type), count: 1, label: row.label, provisionalNo: null, at: row.at, state: row.state === 'inFlight' ? 'inFlight' : 'pending',
  }));
  const together = [...grouped].flatMap((type): readonly QueueLine[] => {
    const own = waiting.filter((row) => outboxType(row.type) === type);
    const newest = own.toSorted((a, b) => b.at - a.at)[0];
    return newest === undefined ? [] : [{
      key: type, type, count: own.length, label: newest.label, provisionalNo: null, at: newest.at, state: own.some((row) => row.state === 'inFlight') ? 'inFlight' : 'pending',
    }];
  });
  return [...writing, ...[...single, ...together].toSorted((a, b) => b.at - a.at)];
}
