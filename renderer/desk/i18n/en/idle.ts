import type { idle as zh } from '../zh-CN/idle.ts';
import type { Words } from '../words.ts';

export const idle: Words<typeof zh> = {
  greeting: { night: 'Working late, {{name}}', morning: 'Good morning, {{name}}', noon: 'Good day, {{name}}', afternoon: 'Good afternoon, {{name}}', evening: 'Good evening, {{name}}' },
  figures: {
    label: 'Today’s figures',
    answered: 'Answered', answeredValue: '{{count}}', averageTalk: 'Average talk', averageAcw: 'Wrap-up', acwLimit: 'limit 01:00', tickets: 'Tickets taken', ticketsValue: '{{count}}',
    here: 'today, this desk', waiting: '{{count}} waiting to sync',
  },
  tickets: { title: 'My open tickets', by: 'by deadline · {{count}} in all', open: 'Open tickets', empty: 'No open tickets', emptyMore: 'Tickets you take stand here by deadline', chasers: 'chased {{count}}', pending: 'waiting', inFlight: 'sending', rejected: 'refused' },
  outages: { title: 'Outages', count: '{{count}}', empty: 'No outage in this area', expected: 'expected back {{time}}', unknownEnd: 'end unknown', affected: '{{count}} services', since: 'since {{time}}', status: { open: 'open', repairing: 'under repair', resolved: 'resolved' } },
  firstSync: {
    title: 'First sync', about: 'First use of this computer by you; data is stored encrypted', rows: '{{done}} of {{total}} rows', rate: '{{rate}} rows/s', left: 'about {{time}} left', estimating: 'estimating',
    waiting: 'waiting for the hub', now: 'Works already', after: 'After the sync', calls: 'Calls in and out', intake: 'Fault intake, online and offline', pop: 'Caller cards', popPart: '{{percent}}% here', offlinePop: 'Cards and search without the hub', foot: 'Continues where it stopped after a break or power-off.',
  },
};
