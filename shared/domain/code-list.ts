import { z } from 'zod';
import { serviceKindSchema, severitySchema, ticketTypeSchema, type ServiceKind, type Severity, type TicketType } from './ticket.ts';

/**
 * One entry of a versioned code list. A code is never re-used: what is no longer offered is `retired`, so
 * that old tickets can still be read. Lists carry the name of the ticket type they classify.
 */
export const codeSchema = z.object({
  list: ticketTypeSchema,
  version: z.number().int().min(1),
  code: z.string().min(2).max(16),
  parent: z.string().max(16).nullable(),
  /** A ticket takes a leaf or one of its options, never a group. */
  level: z.enum(['group', 'leaf', 'option']),
  zh: z.string().min(1).max(40),
  en: z.string().min(1).max(80),
  /** First letters of the Chinese text as it is read; digits and Latin letters stand for themselves. Lower case. */
  pinyinInitials: z.string().regex(/^[a-z0-9]+$/).max(40),
  /** What the customer usually lost; the agent may correct it. Null for a group. */
  severity: severitySchema.nullable(),
  /** Services it can happen to; empty = any. */
  serviceKinds: z.array(serviceKindSchema),
  retired: z.boolean(),
});
export type Code = z.infer<typeof codeSchema>;

/** All code lists in force, ready to look up. */
export interface CodeBook {
  readonly all: readonly Code[];
  readonly byCode: ReadonlyMap<string, Code>;
}

export function makeCodeBook(codes: readonly Code[]): CodeBook {
  return { all: codes, byCode: new Map(codes.map((code) => [code.code, code])) };
}

/** A branch as a person writes it down; `flattenCodes` makes the list. Severity is inherited downwards. */
export interface CodeBranch {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly py: string;
  readonly severity?: Severity;
  readonly children?: readonly CodeBranch[];
}

export interface CodeListHead {
  readonly list: TicketType;
  readonly version: number;
  readonly serviceKinds?: readonly ServiceKind[];
}

/** Lay one top branch out as list entries: with children it is a group, without it is itself a leaf. */
export function flattenCodes(head: CodeListHead, branch: CodeBranch): Code[] {
  const entry = (item: CodeBranch, level: Code['level'], parent: string | null, severity: Severity | null): Code => ({
    list: head.list,
    version: head.version,
    code: item.code,
    parent,
    level,
    zh: item.zh,
    en: item.en,
    pinyinInitials: item.py,
    severity,
    serviceKinds: [...(head.serviceKinds ?? [])],
    retired: false,
  });
  const leaves = branch.children ?? [];
  if (leaves.length === 0) return [entry(branch, 'leaf', null, branch.severity ?? null)];
  return [
    entry(branch, 'group', null, null),
    ...leaves.flatMap((leaf) => [
      entry(leaf, 'leaf', branch.code, leaf.severity ?? branch.severity ?? null),
      ...(leaf.children ?? []).map((option) =>
        entry(option, 'option', leaf.code, option.severity ?? leaf.severity ?? branch.severity ?? null),
      ),
    ]),
  ];
}

/** The entry a ticket of this type may be filed under, or null: unknown, retired, another list's, or a group. */
export function findCategory(book: CodeBook, code: string, ticketType: TicketType): Code | null {
  const found = book.byCode.get(code);
  if (found === undefined || found.retired || found.list !== ticketType || found.level === 'group') return null;
  return found;
}

/** From the group down to the entry itself, e.g. `[F40, F40-01, F40-01-1]`. Empty for an unknown code. */
export function codePath(book: CodeBook, code: string): readonly Code[] {
  const path: Code[] = [];
  for (let at = book.byCode.get(code); at !== undefined && !path.includes(at); at = at.parent === null ? undefined : book.byCode.get(at.parent)) {
    path.unshift(at);
  }
  return path;
}

/** The group a category belongs to (`F40` of `F40-01-1`); the same phenomenon for the repeat rule is the leaf, see `leafOf`. */
export function groupOf(book: CodeBook, code: string): Code | null {
  return codePath(book, code)[0] ?? null;
}

/** The leaf a category stands for: an option counts as its leaf when repeats are looked for. */
export function leafOf(book: CodeBook, code: string): Code | null {
  return codePath(book, code).findLast((step) => step.level === 'leaf') ?? null;
}

export interface CategorySearch {
  readonly ticketType: TicketType;
  /** Only what can happen to this service. */
  readonly serviceKind?: ServiceKind;
  readonly limit?: number;
}

/**
 * Categories a typed text may mean, best first: code (`f4002`, `40-02`), Chinese words (`掉线`), pinyin
 * initials of the words or of group and words together with gaps (`gkdx` for 光宽 频繁掉线), English words.
 * An empty text gives all of the list in its own order.
 */
export function searchCategories(book: CodeBook, text: string, search: CategorySearch): readonly Code[] {
  const wanted = squeeze(text);
  const kind = search.serviceKind;
  const hits: { readonly code: Code; readonly rank: number }[] = [];
  for (const code of book.all) {
    if (findCategory(book, code.code, search.ticketType) === null) continue;
    if (kind !== undefined && code.serviceKinds.length > 0 && !code.serviceKinds.includes(kind)) continue;
    const rank = wanted === '' ? 0 : rankOf(book, code, wanted);
    if (rank !== null) hits.push({ code, rank });
  }
  // Array sort is stable: equal ranks keep the order of the list.
  return hits.sort((a, b) => a.rank - b.rank).slice(0, search.limit ?? hits.length).map((hit) => hit.code);
}

function squeeze(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[\s\-·/、，,.]/g, '');
}

function rankOf(book: CodeBook, code: Code, wanted: string): number | null {
  const id = squeeze(code.code);
  const words = squeeze(code.zh);
  const path = codePath(book, code.code);
  const pathWords = squeeze(path.map((step) => step.zh).join(''));
  const pathInitials = path.map((step) => step.pinyinInitials).join('');
  // An option is one step further away than its leaf when only the path matched.
  const depth = code.level === 'option' ? 0.5 : 0;
  if (id === wanted) return 0;
  if (id.startsWith(wanted) || (/^\d+$/.test(wanted) && id.slice(1).startsWith(wanted))) return 1 + depth;
  if (words.startsWith(wanted)) return 2;
  if (words.includes(wanted)) return 3;
  if (code.pinyinInitials.startsWith(wanted)) return 4;
  if (pathWords.includes(wanted) || pathInitials.startsWith(wanted)) return 5 + depth;
  if (pathInitials.includes(wanted)) return 6 + depth;
  if (wanted.length >= 2 && (hasInOrder(pathWords, wanted) || hasInOrder(pathInitials, wanted))) return 7 + depth;
  if (wanted.length >= 3 && squeeze(code.en).includes(wanted)) return 8;
  return null;
}

/** Every character in this order, beginning with the first one: `gkdx` in `gkpfdx`. */
function hasInOrder(text: string, wanted: string): boolean {
  if (text[0] !== wanted[0]) return false;
  let at = 0;
  for (const char of text) if (char === wanted[at]) at += 1;
  return at === wanted.length;
}
