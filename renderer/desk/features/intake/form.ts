import type { CustomerView, DraftView, Pop } from '#shared/contract/desk.ts';
import type { Outage } from '#shared/domain/customer.ts';
import type { FaultDraft } from '#shared/domain/intake-form.ts';
import { scrollInside } from '../../ui/scroll-inside.ts';
import type { FieldProblem, ProblemField } from './field-problems.ts';

/** What every part of the sheet works with. */
export interface Form {
  readonly draft: DraftView;
  /** The draft as it is being typed, ahead of what is saved. */
  readonly fault: FaultDraft;
  readonly customer: CustomerView | null;
  readonly pop: Pop | undefined;
  /** The hub is away: the desk's own rules and wording apply. */
  readonly away: boolean;
  /** Age of what this desk knows, ms; null before the first sync. */
  readonly dataAsOf: number | null;
  readonly linkedOutage: Outage | null;
  edit(change: Partial<FaultDraft>): void;
  /** The focus left a field: what is wrong in it may be said now. */
  leave(field: ProblemField): void;
  /** The problem to show at a field; null while all is well or too early to say. */
  problemAt(field: ProblemField): FieldProblem | null;
}

const FOCUSABLE = 'input:not([type=hidden]):not([disabled]), textarea, [role=radiogroup], [role=combobox], button:not([tabindex="-1"])';

/** The control of a field on the sheet. */
export function controlOf(sheet: HTMLElement | null, field: ProblemField): HTMLElement | null {
  return sheet?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.querySelector<HTMLElement>(FOCUSABLE) ?? null;
}

/** Moves the focus to the next field or question of the sheet, after an answer by digit. */
export function focusAfter(from: HTMLElement | null): void {
  const sheet = from?.closest<HTMLElement>('[data-sheet]');
  const own = from?.closest<HTMLElement>('[data-field]');
  if (sheet == null || own == null) return;
  const fields = [...sheet.querySelectorAll<HTMLElement>('[data-field]')];
  const next = fields[fields.indexOf(own) + 1]?.querySelector<HTMLElement>(FOCUSABLE);
  next?.focus({ preventScroll: true });
  scrollInside(sheet, next, 'nearest');
}
