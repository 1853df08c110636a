import styles from './KeyCap.module.css';

const signs: Readonly<Record<string, string>> = { Enter: '↵', ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

/** The caps of a key as in the key map: `F2`, `Ctrl+Enter`. `split` draws one cap per key, as in the shortcut sheet. */
export function KeyCap({ keys, split = false, on = 'surface' }: { readonly keys: string; readonly split?: boolean; readonly on?: 'surface' | 'fill' | 'live' }) {
  const parts = keys.split('+').map((part) => signs[part] ?? part);
  const shown = split ? parts : [parts.join(' ')];
  return <span className={styles['caps']} data-on={on} aria-hidden>{shown.map((part) => <kbd key={part} className={styles['cap']}>{part}</kbd>)}</span>;
}

/** The key as `aria-keyshortcuts` wants it. */
export function ariaKey(keys: string): string {
  return keys.replace('Ctrl', 'Control');
}
