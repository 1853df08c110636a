import type { ServiceKind } from './ticket.ts';

/** Words in both languages, kept with the data they belong to: code lists and scripts are content, not interface. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface TriageAnswer extends Words {
  readonly id: string;
}

/** Three answers each: they stand side by side and are given with the digits 1 to 3. */
export interface TriageQuestion extends Words {
  readonly id: string;
  readonly answers: readonly [TriageAnswer, TriageAnswer, TriageAnswer];
}

/** What the answers suggest; the first rule whose conditions all hold is said. */
export interface TriageRule {
  /** Question id → answers that satisfy it. */
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly says: Words;
}

export interface TriageSet {
  readonly id: string;
  readonly serviceKind: ServiceKind;
  /** Categories it is made for, as code prefixes; empty = the service's general set. */
  readonly categories: readonly string[];
  readonly questions: readonly TriageQuestion[];
  readonly rules: readonly TriageRule[];
}

/** Questions to ask for a service and, once chosen, a category: the set of the category, else the service's general one. */
export function triageFor(sets: readonly TriageSet[], serviceKind: ServiceKind, category: string | null): TriageSet | null {
  const own = sets.filter((set) => set.serviceKind === serviceKind);
  return (
    own.find((set) => category !== null && set.categories.some((prefix) => category.startsWith(prefix))) ??
    own.find((set) => set.categories.length === 0) ??
    null
  );
}

/** The plain conclusion (判断) of the answers so far, or null when they do not suffice. Answers to other questions are ignored. */
export function triageConclusion(set: TriageSet, answers: Readonly<Record<string, string>>): Words | null {
  const holds = (rule: TriageRule): boolean =>
    Object.entries(rule.when).every(([question, accepted]) => accepted.includes(answers[question] ?? ''));
  return set.rules.find(holds)?.says ?? null;
}

/** Questions answered with one of their own answers. */
export function answeredCount(set: TriageSet, answers: Readonly<Record<string, string>>): number {
  return set.questions.filter((question) => question.answers.some((answer) => answer.id === answers[question.id])).length;
}
