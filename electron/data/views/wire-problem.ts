import type { Problem } from '#shared/lib/result.ts';

/** A problem in the mutable shape zod infers for messages. */
export interface WireProblem {
  code: string;
  params?: Record<string, string | number>;
  fields?: string[];
}

export function toWireProblem(problem: Problem): WireProblem {
  return {
    code: problem.code,
    ...(problem.params === undefined ? {} : { params: { ...problem.params } }),
    ...(problem.fields === undefined ? {} : { fields: [...problem.fields] }),
  };
}
