import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '#shared/lib/result.ts';
import { useDesk, useDeskStore, usePorts } from '../../model/context.tsx';
import type { TicketFilter } from './ticket-rows.ts';

const LIMIT = 200;

interface TicketList {
  readonly ids: readonly string[];
  readonly loaded: boolean;
  readonly problem: Problem | null;
  reload(): void;
}

/** Tickets of a view as the data room lists them; the rows themselves live in the store and change there. Listed again when one comes or goes. */
export function useTicketList(filter: TicketFilter): TicketList {
  const store = useDeskStore();
  const { data } = usePorts();
  const count = useDesk((state) => Object.keys(state.tickets).length);
  const waiting = useDesk((state) => state.outbox.length);
  const isDataOpen = useDesk((state) => state.rooms.data === 'open');
  const [again, setAgain] = useState(0);
  const [answer, setAnswer] = useState<{ readonly filter: TicketFilter; readonly ids: readonly string[]; readonly problem: Problem | null } | null>(null);
  const reload = useCallback(() => setAgain((n) => n + 1), []);
  useEffect(() => {
    if (!isDataOpen) return;
    let current = true;
    void data.call('ticket.list', { filter, limit: LIMIT }).then((result) => {
      if (!current) return;
      if (!result.ok) return setAnswer({ filter, ids: [], problem: result.problem });
      store.setState(({ tickets }) => ({ tickets: { ...tickets, ...Object.fromEntries(result.value.map((row) => [row.id, row])) } }));
      setAnswer({ filter, ids: result.value.map((row) => row.id), problem: null });
    });
    return () => {
      current = false;
    };
  }, [data, store, filter, count, waiting, isDataOpen, again]);
  const own = answer?.filter === filter ? answer : null;
  return { ids: own?.ids ?? none, loaded: own !== null, problem: own?.problem ?? null, reload };
}

const none: readonly string[] = [];
