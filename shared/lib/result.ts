/** An expected failure as plain data: a code of the one catalogue, and values for its text. Crosses every border. */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  /** Values for the placeholders of the catalogue text, e.g. `{ left: 3 }`. Never personal data. */
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  /** Field paths the failure is about, for form errors. */
  readonly fields?: readonly string[] | undefined;
}

/** Expected outcomes travel as values; only bugs are thrown. */
export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem<Code> };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<Code extends string>(
  code: Code,
  params?: Problem['params'],
  fields?: readonly string[],
): { readonly ok: false; readonly problem: Problem<Code> } {
  return {
    ok: false,
    problem: { code, ...(params === undefined ? {} : { params }), ...(fields === undefined ? {} : { fields }) },
  };
}
