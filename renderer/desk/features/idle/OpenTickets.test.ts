import { expect, it } from 'vitest';
import * as d from '../../../../test/support/desk-preview/data.ts';
import { ownByDeadline } from './OpenTickets.tsx';

it('today lists the agent’s own open tickets only, the next deadline first', () => {
  const [first, second, third, fourth] = d.tickets;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) throw new Error('the preview has too few tickets');
  const rows = [second, { ...third, firstOwner: '8002' }, { ...fourth, state: 'archived' as const }, first];
  expect(ownByDeadline(rows, '8001').map((row) => row.id)).toEqual([first.id, second.id]);
  expect(ownByDeadline(rows, null)).toEqual([]);
});
