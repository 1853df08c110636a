import type { app as zh } from '../zh-CN/app.ts';
import type { Words } from '../words.ts';

export const app: Words<typeof zh> = {
  regions: { calls: 'Calls', customer: 'Customer', intake: 'Intake', top: 'Top bar', status: 'Status line' },
  offline: {
    title: 'Hub offline',
    works: 'Phone and intake work as usual; tickets stay here with a provisional number and go up by themselves. Bills and contact details are not available.',
    worksNoPhone: 'Intake works; tickets stay here with a provisional number and go up by themselves. The phone is down too, see “Phone” at the top.',
  },
  development: 'Development mode: the data key lies in a plain file, not in the system key ring. Keep no real customer data here.',
  product: 'Wanhao Desk',
  starting: 'Opening local data…',
  restarting: { data: 'Local data is restarting, one moment. Saved work is intact and calls go on.', phone: 'The softphone is restarting, one moment. Intake goes on.' },
  close: {
    title: 'Close Wanhao?',
    inCall: 'You are in a call. Closing hangs it up.',
    unsent: '{{count}} waiting to sync; they are encrypted on this desk and go up next time.',
    quit: 'Close',
    quitCall: 'Hang up and close',
    stay: 'Keep open',
  },
  live: {
    ringing: 'Incoming call {{who}}',
    answered: 'Connected {{who}}',
    held: '{{who}} on hold',
    ended: 'Call ended, {{time}}',
    state: 'State {{state}}',
    hubDown: 'Hub offline, tickets stay on this desk',
    hubUp: 'Hub is back',
    rejected: 'The hub refused a ticket',
  },
  ringNotice: { title: 'Incoming call {{who}}', body: '{{queue}}' },
};
