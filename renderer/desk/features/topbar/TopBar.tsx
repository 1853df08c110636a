import type { ReactNode } from 'react';

/** Placeholder until the feature lands. */
export function TopBar({ search }: { readonly search: ReactNode }) {
  return <header>{search}</header>;
}
