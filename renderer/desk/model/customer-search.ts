import { useEffect, useState } from 'react';
import type { SearchHit } from '#shared/contract/desk.ts';
import type { Problem } from '#shared/lib/result.ts';
import { usePorts } from './context.tsx';

export type CustomerSearch =
  /** Nothing typed, or too little to tell people apart. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'short' }
  | { readonly kind: 'found'; readonly text: string; readonly hits: readonly SearchHit[]; readonly capped: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Shortest text that is looked up. */
const MIN_TEXT = 2;

/**
 * Customers as one types, from the data room. An answer to an older text never replaces a newer one, and the
 * last answer stays while the next one is on its way, so the list does not flicker.
 */
export function useCustomerSearch(typed: string, limit: number): CustomerSearch {
  const { data } = usePorts();
  const text = typed.trim();
  const [answer, setAnswer] = useState<CustomerSearch>({ kind: 'idle' });
  useEffect(() => {
    if (text.length < MIN_TEXT) return;
    let current = true;
    void data.call('customer.search', { text, limit }).then((result) => {
      if (current) setAnswer(result.ok ? { kind: 'found', text, ...result.value } : { kind: 'failed', problem: result.problem });
    });
    return () => {
      current = false;
    };
  }, [text, limit, data]);
  if (text === '') return { kind: 'idle' };
  return text.length < MIN_TEXT ? { kind: 'short' } : answer;
}
