import type { Database, Sql } from '../db/database.ts';
import { writeAccess } from '../meta/access-log.ts';
import { optionRefused } from '../startup-error.ts';

/** 总部 / 省 / 市 / 班组, from the root down; an organisation is one below its parent. */
const levels = ['headquarters', 'province', 'city', 'team'] as const;
type Level = (typeof levels)[number];

export interface Org {
  readonly id: string;
  readonly level: Level;
  readonly name: string;
  /** The way from the root, e.g. `/hq/fj/fz/`. */
  readonly path: string;
  readonly areaCode: string | null;
  readonly ticketPrefix: string | null;
}

export interface NewOrg {
  readonly id: string;
  readonly name: string;
  /** Id or path; null for the headquarters. */
  readonly parent: string | null;
  readonly areaCode: string | null;
  readonly ticketPrefix: string | null;
}

const columns = 'id, level, name, path, area_code as "areaCode", ticket_prefix as "ticketPrefix"';

export async function listOrgs(sql: Sql): Promise<readonly Org[]> {
  const { rows } = await sql.query<Org>(`select ${columns} from orgs order by path collate "C"`);
  return rows;
}

/** By id or path, with or without the slashes at its ends; `option` is what a refusal names. */
export async function findOrg(sql: Sql, ref: string, option: string): Promise<Org> {
  const bare = ref.replace(/^\/+|\/+$/g, '');
  const { rows } = await sql.query<Org>(`select ${columns} from orgs where id = $1 or path = $2`, [bare, `/${bare}/`]);
  if (rows[0] === undefined) throw optionRefused(option, '没有这个组织', 'no such organisation');
  return rows[0];
}

export async function addOrg(db: Database, org: NewOrg, change: { readonly at: number; readonly by: string }): Promise<Org> {
  return db.transaction(async (sql) => {
    // Area code and prefix are looked up before they are written: one writer at a time.
    await sql.query('lock table orgs in share row exclusive mode');
    const others = await listOrgs(sql);
    const parent = org.parent === null ? null : await findOrg(sql, org.parent, '--parent');
    if (parent === null && others.length > 0) throw optionRefused('--parent', '已有总部，须给出上级', 'there is a headquarters already; a parent is needed');
    const level = levels[parent === null ? 0 : levels.indexOf(parent.level) + 1];
    if (level === undefined) throw optionRefused('--parent', '班组之下不再设组织', 'a team has nothing below it');
    assertCityCodes(org, level, others);
    if (others.some((other) => other.id === org.id)) throw optionRefused('--id', '组织标识已存在', 'this id exists already');
    const path = `${parent?.path ?? '/'}${org.id}/`;
    await sql.query('insert into orgs (id, parent_id, level, name, path, area_code, ticket_prefix) values ($1, $2, $3, $4, $5, $6, $7)', [
      org.id, parent?.id ?? null, level, org.name, path, org.areaCode, org.ticketPrefix,
    ]);
    await writeAccess(sql, change.at, { kind: 'orgAdded', agentNo: null, deskId: null, detail: { org: org.id, level, by: change.by } });
    return { ...org, level, path };
  });
}

/** The area code names a city's scope (S-40), the prefix its ticket numbers (S-94): each belongs to one city. */
function assertCityCodes(org: NewOrg, level: Level, others: readonly Org[]): void {
  const codes = [['--area-code', org.areaCode, 'areaCode'], ['--ticket-prefix', org.ticketPrefix, 'ticketPrefix']] as const;
  for (const [option, code, field] of codes) {
    if (level === 'city' && code === null) throw optionRefused(option, '市须有此项', 'a city needs it');
    if (level !== 'city' && code !== null) throw optionRefused(option, '只用于市', 'only a city has it');
    if (code !== null && others.some((other) => other[field] === code)) throw optionRefused(option, '已属于另一个市', 'it belongs to another city');
  }
}
