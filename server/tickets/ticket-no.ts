import type { Sql } from '../db/database.ts';

const DAY_OFFSET_MS = 8 * 3_600_000;

/** The next official number of a city's day, e.g. `FZ261119-0782` (S-94). Numbers of one city are given one at a time. */
export async function nextTicketNo(sql: Sql, prefix: string, now: number): Promise<string> {
  const day = new Date(now + DAY_OFFSET_MS).toISOString().slice(0, 10);
  const { rows } = await sql.query<{ last: number }>(
    `insert into ticket_numbers as n (prefix, day, last) values ($1, $2, 1)
     on conflict (prefix, day) do update set last = n.last + 1 returning last`,
    [prefix, day],
  );
  return ticketNo(prefix, day, rows[0]?.last ?? 1);
}

export function ticketNo(prefix: string, isoDay: string, count: number): string {
  return `${prefix}${isoDay.slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`;
}
