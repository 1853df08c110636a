import { z } from 'zod';
import { codeSchema, makeCodeBook, type Code, type CodeBook } from '#shared/domain/code-list.ts';
import type { Database } from '../db/database.ts';

/** Publishes the lists we were shipped with where the database has no newer ones, and reads those in force. */
export async function openCodeLists(db: Database, shipped: CodeBook): Promise<CodeBook> {
  return db.transaction(async (sql) => {
    for (const list of new Set(shipped.all.map((code) => code.list))) {
      const codes = shipped.all.filter((code) => code.list === list);
      const version = Math.max(...codes.map((code) => code.version));
      await sql.query('insert into code_lists (list, version, body) values ($1, $2, $3) on conflict do nothing', [list, version, JSON.stringify(codes)]);
    }
    const { rows } = await sql.query<{ body: unknown }>('select distinct on (list) body from code_lists order by list, version desc');
    const all: Code[] = rows.flatMap((row) => z.array(codeSchema).parse(row.body));
    return makeCodeBook(all);
  });
}
