import type { ReactNode } from 'react';
import styles from './ScriptBlock.module.css';

/** A sentence to say aloud, with its source. */
export function ScriptBlock({ title, source, links, children }: { readonly title: string; readonly source?: string; readonly links?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles['block']} aria-label={title}>
      <header><b>{title}</b>{source === undefined ? null : <span>{source}</span>}<span className={styles['links']}>{links}</span></header>
      <p>{children}</p>
    </section>
  );
}
