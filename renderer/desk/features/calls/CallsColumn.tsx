import type { ReactNode } from 'react';

/** Placeholder until the feature lands. */
export function CallsColumn({ outbox }: { readonly outbox: ReactNode }) {
  return <div>{outbox}</div>;
}
