import { keyEntry, keyIds, type KeyGroup, type KeyId } from '../../model/keys.ts';

/** One line of the sheet: an action, its words' key, and its caps. */
export interface ShortcutRow {
  readonly id: KeyId;
  readonly group: KeyGroup;
  /** Words come from `tabs` instead of the action's own label. */
  readonly merged: boolean;
  readonly caps: readonly string[];
}

const isTab = (id: KeyId): boolean => /^tab\.\d$/.test(id);

/** Built from the live key map; the five tab keys are one line. */
export function shortcutRows(): readonly ShortcutRow[] {
  return keyIds.filter((id) => !isTab(id) || id === 'tab.1').map((id) => {
    const { group, key } = keyEntry(id);
    const merged = isTab(id);
    const caps = merged ? ['Ctrl', '1', '…', '5'] : id === 'choice.digit' ? ['1', '…', '9'] : key === '?' ? ['?'] : key.split(/[+ ]/);
    return { id, group, merged, caps };
  });
}

/** Columns of the sheet, left to right. */
export const shortcutColumns: readonly (readonly KeyGroup[])[] = [['call', 'lists'], ['intake'], ['place', 'state']];

/** Rows whose words or key match; a chord counts as typed, `Ctrl+K`. */
export function filterRows(rows: readonly ShortcutRow[], query: string, label: (row: ShortcutRow) => string): readonly ShortcutRow[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter((row) => label(row).toLowerCase().includes(wanted) || row.caps.join('+').toLowerCase() === wanted || keyEntry(row.id).key.toLowerCase() === wanted);
}
