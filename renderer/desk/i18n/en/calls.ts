import type { calls as zh } from '../zh-CN/calls.ts';
import type { Words } from '../words.ts';

export const calls: Words<typeof zh> = {
  ring: {
    title: 'Incoming call', answer: 'Answer', holdAndAnswer: 'Hold & answer', reject: 'Reject', waited: 'waited {{seconds}} s', unknown: 'Not on file', tag: '{{stars}} · {{segment}}', several: '{{count}} customers, choose after answering', switchboard: 'Switchboard',
  },
  head: { talking: 'In call', dialing: 'Dialling', remoteRinging: 'Ringing there', connecting: 'Connecting', incoming: 'in', outgoing: 'out' },
  waited: 'waited {{seconds}} s',
  hold: 'Hold', resume: 'Resume', mute: 'Mute', unmute: 'Unmute', hangUp: 'Hang up', cancelDial: 'Cancel call',
  swap: 'Swap', take: 'Resume', held: 'Held',
  levels: { label: 'Sound level', local: 'Me', remote: 'Them', muted: 'Muted', silent: 'No sound from them' },
  dial: { placeholder: 'Number or extension', label: 'Number to call', call: 'Call', notReady: 'Phone not ready, no calls out' },
  recent: {
    title: 'Recent calls', empty: 'No calls yet today', missed: 'Missed', rejected: 'Rejected', failed: 'Failed', interrupted: 'Cut off', in: 'Incoming', out: 'Outgoing', missedIn: 'Missed',
  },
  idle: {
    ready: 'waiting for calls', busy: 'no calls offered', break: 'on a break', phoneDown: 'phone not ready',
    choose: 'Change state', needReason: 'reason',
  },
  acw: {
    title: 'Wrap-up', used: 'used', limit: 'limit {{time}}', then: 'then', next: 'Next state', now: '{{state}} now',
    ended: { local: 'we hung up', remote: 'customer hung up', cancelled: 'caller gave up', rejected: 'rejected', busy: 'busy', noAnswer: 'no answer', declined: 'declined', failed: 'not connected', lost: 'connection lost', answeredElsewhere: 'answered elsewhere' },
  },
};
