import type { outbox as zh } from '../zh-CN/outbox.ts';
import type { Words } from '../words.ts';

/** Waiting to sync, and refused. */
export const outbox: Words<typeof zh> = {
  title: '{{n}} to sync',
  retryIn: 'retry in {{n}} s',
  retrying: 'retrying',
  sending: 'sending',
  type: {
    'ticket.create': 'Fault ticket',
    'ticket.addNote': 'Note',
    'ticket.transition': 'State change',
    'interaction.record': 'Call record',
    'customer.linkNumber': 'Number link',
    other: 'Other',
  },
  many: '{{n}} × {{type}}',
  provisional: 'prov. {{no}}',
  state: { editing: 'being written', pending: 'waiting', inFlight: 'sending', rejected: 'refused' },
  safe: 'Encrypted on this desk, safe without power; sent in order when the hub is back.',
  more: '{{n}} more',
  refused: {
    title: 'Refused {{n}}',
    kept: 'What you wrote is kept.',
    edit: 'Mend and resend',
    discard: 'Discard',
    reason: 'Why discard',
    reasonHint: 'Kept in the history; the lead can see it',
    confirm: 'Discard',
    cancel: 'Keep',
    others: 'The other {{n}} go on as usual',
    needReason: 'Enter a reason',
    failed: 'Not done: {{why}}',
  },
};
