import type { FaultDraft, IntakeField, IntakeStep } from '#shared/domain/intake-form.ts';
import { missingFields, stepOfField } from '#shared/domain/intake-form.ts';
import { normalizeNumber } from '#shared/domain/number.ts';

export type ProblemField = IntakeField | 'appointment';

/** What is wrong with a field: open, or filled in wrongly. Words are keys of `intake:errors`. */
export interface FieldProblem {
  readonly field: ProblemField;
  readonly step: IntakeStep;
  readonly kind: 'missing' | 'bad';
  /** What is wrong and what to do, below the field. */
  readonly long: LongWord;
  /** Two or three words for the summary. */
  readonly short: 'missing' | 'unanswered' | 'words' | 'bad' | 'passed';
  readonly n: number;
}

type LongWord = Exclude<ProblemField, 'description'> | 'descriptionEmpty' | 'descriptionShort' | 'numberShort' | 'numberBad' | 'future' | 'bad';

/** Order of the sheet, top to bottom. */
export const sheetOrder: readonly ProblemField[] = [
  'callerRelation', 'contactName', 'contactNumber', 'serviceNumber', 'serviceNumberOrAddress', 'serviceKind', 'address', 'gridCode', 'settlement',
  'category', 'severity', 'startedAt', 'test', 'appointment', 'description',
];

const MOBILE_DIGITS = 11;
const choices: ReadonlySet<ProblemField> = new Set<ProblemField>(['callerRelation', 'serviceKind', 'settlement', 'category', 'severity', 'startedAt', 'test']);

interface Situation {
  readonly identified: boolean;
  readonly now: number;
  /** Area code of this desk: bare local numbers belong to it. */
  readonly areaCode: string | null;
}

/** Everything that stands between this draft and a ticket, in the order of the sheet. */
export function fieldProblems(fault: FaultDraft, { identified, now, areaCode }: Situation): readonly FieldProblem[] {
  const found = new Map<ProblemField, FieldProblem>();
  for (const { field, step } of missingFields(fault, 'fault', identified)) found.set(field, { field, step, kind: 'missing', ...wordsFor(field, fault) });
  const bad = (field: ProblemField, long: LongWord, short: FieldProblem['short'], n = 0): void => {
    if (!found.has(field)) found.set(field, { field, step: field === 'appointment' ? 'promise' : stepOfField[field], kind: 'bad', long, short, n });
  };
  const number = fault.contactNumber;
  if (number?.from === 'typed') {
    const wrong = numberProblem(number.value, areaCode);
    if (wrong !== null) bad('contactNumber', wrong.long, 'bad', wrong.n);
  }
  if (fault.startedAt !== null && fault.startedAt > now) bad('startedAt', 'future', 'bad');
  if (fault.test?.kind === 'result' && fault.test.text.trim() === '') bad('test', 'test', 'missing');
  if (fault.appointment !== null && fault.appointment.from < now) bad('appointment', 'appointment', 'passed');
  return sheetOrder.flatMap((field) => found.get(field) ?? []);
}

/** Fields the data room or the hub refused, in the same shape. */
export function refusedProblems(fields: readonly string[]): readonly FieldProblem[] {
  return sheetOrder.filter((field) => fields.includes(field)).map((field) => ({
    field, step: field === 'appointment' ? 'promise' : stepOfField[field], kind: 'bad', long: 'bad', short: 'bad', n: 0,
  }));
}

function wordsFor(field: IntakeField, fault: FaultDraft): Pick<FieldProblem, 'long' | 'short' | 'n'> {
  if (field !== 'description') return { long: field, short: choices.has(field) ? 'unanswered' : 'missing', n: 0 };
  const length = fault.description.trim().length;
  return length === 0 ? { long: 'descriptionEmpty', short: 'missing', n: 0 } : { long: 'descriptionShort', short: 'words', n: length };
}

/** A number nobody can call back: a mobile number with digits missing, or not a number at all. Extensions pass. */
function numberProblem(value: string, areaCode: string | null): { readonly long: 'numberShort' | 'numberBad'; readonly n: number } | null {
  const number = normalizeNumber(value, { trunkAreaCode: areaCode });
  if (number.kind !== 'unknown' && number.kind !== 'anonymous') return null;
  const digits = number.national ?? '';
  if (/^1[3-9]/.test(digits) && digits.length >= 7 && digits.length !== MOBILE_DIGITS) return { long: 'numberShort', n: digits.length };
  return /^\d{3,6}$/.test(digits) ? null : { long: 'numberBad', n: 0 };
}
