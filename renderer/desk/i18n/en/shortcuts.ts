import type { shortcuts as zh } from '../zh-CN/shortcuts.ts';
import type { Words } from '../words.ts';

export const shortcuts: Words<typeof zh> = {
  title: 'Shortcuts', search: 'Find a function or press a key', none: 'No such function or key', close: 'close',
  foot: 'Esc closes pop-ups only and never ends a call. While an input method shows candidates, digits belong to it.',
  groups: { call: 'Call', intake: 'Intake', place: 'Places', state: 'State', lists: 'Lists' },
  keys: {
    call: { answer: 'Answer / hold and answer', hangUp: 'Hang up the current call', hold: 'Hold / resume / swap', mute: 'Mute / unmute' },
    intake: { fault: 'Fault', nextMissing: 'Next missing field' },
    draft: { save: 'Save draft', submit: 'Submit' },
    choice: { digit: 'Answer, choose a reason' },
    search: { focus: 'Search' },
    tab: { '1': 'Contact tab 1', '2': 'Contact tab 2', '3': 'Contact tab 3', '4': 'Contact tab 4', '5': 'Contact tab 5', close: 'Close tab (draft is kept)' },
    place: { next: 'Move between the columns' },
    shortcuts: { open: 'This sheet' },
    state: { ready: 'Ready', busy: 'Busy (choose a reason)', break: 'Break' },
    list: { move: 'Move up and down', open: 'Open' },
    popup: { close: 'Close a pop-up' },
  },
  tabs: 'Contact tabs 1–5',
};
