import { intakeSteps, missingFields, stepOfField, type FaultDraft, type IntakeStep } from '#shared/domain/intake-form.ts';
import { answeredCount, type TriageSet } from '#shared/domain/triage.ts';
import type { FieldProblem } from './field-problems.ts';

/** What the five cells of the header say; words are made from it. */
export interface StepFact {
  readonly id: IntakeStep;
  readonly state: 'done' | 'current' | 'todo' | 'wrong';
  /** Mandatory fields of the step still open. */
  readonly open: number;
}

interface Situation {
  readonly identified: boolean;
  readonly promised: boolean;
  /** Step the focus is in; null while it is elsewhere. */
  readonly focused: IntakeStep | null;
  /** Problems that are shown now. */
  readonly shown: readonly FieldProblem[];
}

/** Every step with what is open in it; the one in hand is where the focus is, else the first that is open. */
export function stepFacts(fault: FaultDraft, { identified, promised, focused, shown }: Situation): readonly StepFact[] {
  const missing = missingFields(fault, 'fault', identified);
  const openIn = (step: IntakeStep): number => missing.filter((item) => item.step === step).length;
  const current = focused ?? intakeSteps.find((step) => openIn(step) > 0) ?? 'readback';
  return intakeSteps.map((id) => {
    const open = openIn(id);
    const wrong = shown.some((problem) => (problem.field === 'appointment' ? 'promise' : stepOfField[problem.field]) === id);
    // A promise has no field of its own: it is done when what it follows from is known.
    const done = open === 0 && (id !== 'promise' || promised) && (id !== 'readback' || fault.readBack.length > 0);
    return { id, open, state: wrong ? 'wrong' : id === current ? 'current' : done ? 'done' : 'todo' };
  });
}

/** `2/3`: triage questions answered of those asked; null without questions. */
export function askedOf(set: TriageSet | null, fault: FaultDraft): { readonly done: number; readonly all: number } | null {
  return set === null ? null : { done: answeredCount(set, fault.triage), all: set.questions.length };
}
