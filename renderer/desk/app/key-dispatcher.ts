import { findKey, type KeyRegistry } from '../model/keys.ts';

const FIELDS = 'input, textarea, select, [contenteditable="true"]';

/**
 * The one listener for the key map, ahead of every widget: F2 F3 F4 F6 reach the call from inside fields and
 * under a mask, and no widget can swallow them. A held key acts once.
 */
export function listenForKeys(target: Window, keys: KeyRegistry, isUnderMask: () => boolean): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const inField = event.target instanceof Element && event.target.matches(FIELDS);
    const id = findKey(event, { inField, underMask: isUnderMask() });
    if (id === null) return;
    if (event.repeat || keys.run(id)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  target.addEventListener('keydown', onKeyDown, true);
  return () => target.removeEventListener('keydown', onKeyDown, true);
}
