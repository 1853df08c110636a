import type { DraftView } from '#shared/contract/desk.ts';

/**
 * Did the agent write anything into it? What was filled in from the call or the customer does not count, so a
 * form nobody used goes without a question.
 */
export function isTouched({ fault }: Pick<DraftView, 'fault'>): boolean {
  const typed = [fault.contactName, fault.contactNumber, fault.serviceNumber, fault.address].some((value) => value?.from === 'typed' && value.value.trim() !== '');
  return typed || fault.description.trim() !== '' || fault.category !== null || fault.startedAt !== null || fault.appointment !== null ||
    fault.test?.kind === 'result' || fault.serviceProblemId !== null || Object.keys(fault.triage).length > 0 || fault.readBack.length > 0 || fault.callerRelation !== null;
}
