import type { codes as zh } from '../zh-CN/codes.ts';
import type { Words } from '../words.ts';

export const codes: Words<typeof zh> = {
  ticketState: {
    accepted: 'Accepted', prehandling: 'Pre-handling', dispatched: 'Dispatched', returned: 'Returned', taken: 'Taken', processing: 'In progress', suspended: 'Suspended',
    waitingCustomer: 'Waiting for customer', replied: 'Replied', callback: 'To call back', archived: 'Archived', withdrawn: 'Withdrawn', rejected: 'Rejected',
  },
  ticketType: { fault: 'Fault', complaint: 'Complaint', inquiry: 'Inquiry', order: 'Order' },
  severity: { areaOutage: 'Area', totalLoss: 'Total loss', degraded: 'Degraded', minor: 'Minor' },
  priorityReason: { star: 'stars', keyAccount: 'key account', chasers: 'chased', repeat: 'repeat', appeal: 'appeal' },
  relation: { self: 'Holder', family: 'Family', colleague: 'Work', property: 'Estate', other: 'Other' },
  settlement: { urban: 'Urban', rural: 'Rural' },
  serviceKind: { broadband: 'Fibre', iptv: 'IPTV', mobile: 'Mobile', fixed: 'Fixed', circuit: 'Circuit' },
  segment: { public: 'Residential', business: 'Business', keyAccount: 'Key account' },
  segmentShort: { public: 'home', business: 'business', keyAccount: 'key' },
  noTestReason: { hubOffline: 'Hub offline', notSupported: 'Not supported', customerDeclined: 'Customer declined', notAtSite: 'Not at site', outageKnown: 'Known outage' },
  agentState: { signedOut: 'Signed out', ready: 'Ready', busy: 'Busy', break: 'Break', acw: 'Wrap-up' },
  busyReason: { paperwork: 'Paperwork', system: 'System trouble', lead: 'On lead’s order', equipment: 'Equipment fault', other: 'Other' },
  clock: { dispatch: 'Dispatch', take: 'Take', firstContact: 'First contact', repairPromise: 'Promised repair', repairLegal: 'Legal repair', callback: 'Callback' },
};
