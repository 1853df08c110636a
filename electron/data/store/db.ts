/** What SQLite takes and gives here: text, integers, reals and null; binary values are never stored. */
export type SqlValue = string | number | null;

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A handle that can only look: what a view or a lookup is given. Row types are claims, parsed where text is JSON. */
export interface ReadableDb {
  readonly [readable]: true;
  /** First row or undefined. */
  get<R>(sql: string, ...params: readonly SqlValue[]): R | undefined;
  all<R>(sql: string, ...params: readonly SqlValue[]): R[];
}

/** A handle that may change rows. Every change runs inside `write`: a transaction, joined when one is open. */
export interface WritableDb extends ReadableDb {
  readonly [writable]: true;
  /** Number of rows changed. */
  run(sql: string, ...params: readonly SqlValue[]): number;
  /** Several statements without parameters: schema only. */
  exec(sql: string): void;
  /** One transaction; thrown errors roll it back. When this returns, it is committed. */
  write<T>(work: () => T): T;
  userVersion(): number;
  setUserVersion(version: number): void;
  close(): void;
}
