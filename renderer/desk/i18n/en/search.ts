import type { search as zh } from '../zh-CN/search.ts';
import type { Words } from '../words.ts';

/** Customer search of the top bar. */
export const search: Words<typeof zh> = {
  label: 'Find customer',
  placeholder: 'Number, name, account, address',
  list: 'Results',
  stars: '{{n}} stars',
  segment: { public: 'Consumer', business: 'Business', keyAccount: 'Key acct' },
  empty: 'No match. Try the last four digits with a road, or the broadband account.',
  emptyAway: 'Not among the {{n}} customers here; the hub is away, the city was not searched.',
  away: 'The hub is away; only the {{n}} customers here were searched',
  capped: 'First {{n}} only; add another word',
  hits: '{{n}} matches',
  short: 'One more character',
  failed: 'Cannot search: {{why}}',
  keys: 'choose, open',
  full: 'Five contacts at most; finish or close one first',
};
