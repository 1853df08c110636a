import type { Sql } from '../db/database.ts';

/** A city as the unit of scopes (S-40) and of ticket numbers. */
export interface City {
  readonly orgId: string;
  readonly scope: string;
  readonly areaCode: string;
  readonly ticketPrefix: string;
}

/** Scopes of an organisation: the cities below it, or the one city it is part of. */
export async function scopesOf(sql: Sql, orgId: string): Promise<readonly string[]> {
  const { rows } = await sql.query<{ area_code: string }>(
    `select city.area_code from orgs as own join orgs as city on city.level = 'city'
       and (starts_with(city.path, own.path) or starts_with(own.path, city.path))
     where own.id = $1 order by city.area_code`,
    [orgId],
  );
  return rows.map((row) => `city:${row.area_code}`);
}

/** The city an organisation is, or is part of; null for provinces, headquarters and unknown ids. */
export async function cityOf(sql: Sql, orgId: string): Promise<City | null> {
  const { rows } = await sql.query<{ id: string; area_code: string; ticket_prefix: string }>(
    `select city.id, city.area_code, city.ticket_prefix from orgs as own join orgs as city on city.level = 'city' and starts_with(own.path, city.path)
     where own.id = $1`,
    [orgId],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return { orgId: row.id, scope: `city:${row.area_code}`, areaCode: row.area_code, ticketPrefix: row.ticket_prefix };
}

/** Names from province to team, for display. */
export async function orgPathNames(sql: Sql, orgId: string): Promise<readonly string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select up.name from orgs as own join orgs as up on starts_with(own.path, up.path) and up.level <> 'headquarters'
     where own.id = $1 order by length(up.path)`,
    [orgId],
  );
  return rows.map((row) => row.name);
}
