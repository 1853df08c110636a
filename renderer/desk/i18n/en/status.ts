import type { status as zh } from '../zh-CN/status.ts';
import type { Words } from '../words.ts';

export const status: Words<typeof zh> = {
  pending: '{{count}} to sync', rejected: '{{count}} refused', fresh: 'Data as of {{time}}', stale: 'Data stopped at {{time}}', none: 'No local data yet',
  firstSync: 'First sync {{percent}}%', outages: 'Outages {{count}}', outagesAsOf: 'Outages {{count}} ({{time}})',
  registered: 'Ext. {{user}} registered', unregistered: 'Ext. not registered', hub: 'Hub {{ms}} ms', offlineLeft: 'Offline for {{time}} more', hours: '{{count}} h', minutes: '{{count}} min',
  shortcuts: 'Shortcuts', version: 'v{{version}}', disk: 'Local data fault',
};
