import { useDeskStore, useKey } from '../model/context.tsx';

const COLUMN = '[data-column]';

/** Keys that belong to the frame: going to a contact's tab and walking between the columns. */
export function useDeskKeys(): void {
  const store = useDeskStore();
  const toTab = (index: number) => (): boolean => {
    const contact = store.getState().contacts[index];
    if (contact !== undefined) store.getState().activate(contact.id);
    return contact !== undefined;
  };
  useKey('tab.1', toTab(0));
  useKey('tab.2', toTab(1));
  useKey('tab.3', toTab(2));
  useKey('tab.4', toTab(3));
  useKey('tab.5', toTab(4));
  useKey('place.next', () => {
    const columns = [...document.querySelectorAll<HTMLElement>(COLUMN)].filter((column) => column.offsetParent !== null || column.getClientRects().length > 0);
    const at = columns.findIndex((column) => column.contains(document.activeElement));
    const next = columns[(at + 1) % Math.max(1, columns.length)];
    (next?.querySelector<HTMLElement>('input, textarea, [role="radiogroup"], button, [tabindex="0"]') ?? next)?.focus();
  });
}
