import type { DraftView } from '#shared/contract/desk.ts';
import type { Outage } from '#shared/domain/customer.ts';
import type { FaultDraft } from '#shared/domain/intake-form.ts';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import { promiseFor, type ExplainedPromise } from '#shared/domain/sla.ts';

export type DraftPromise =
  | { readonly kind: 'promised'; readonly explained: ExplainedPromise }
  /** Unidentified: no repair time before the address is checked. */
  | { readonly kind: 'later' }
  /** Service or area still open. */
  | { readonly kind: 'pending' };

/** What may be promised for a draft now, by the rules on this desk; counted from when it was opened. */
export function promiseOf(fault: FaultDraft, draft: Pick<DraftView, 'customerId' | 'openedAt'>, linked: Outage | null): DraftPromise {
  if (draft.customerId === null) return { kind: 'later' };
  if (fault.serviceKind === null || fault.settlement === null) return { kind: 'pending' };
  const explained = promiseFor(
    { serviceKind: fault.serviceKind, settlement: fault.settlement, acceptedAt: draft.openedAt, outageExpectedEnd: linked?.expectedEnd ?? null }, fujianPolicy,
  );
  return explained === null ? { kind: 'pending' } : { kind: 'promised', explained };
}
