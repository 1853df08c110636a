import type { CustomerView, DraftView, HealthView, OutboxRow, Pop, ProfileView, RecentCall, TicketRow } from '#shared/contract/desk.ts';
import type { CallView, PhoneState } from '#shared/contract/phone.ts';
import type { ShellInfo } from '#shared/contract/shell.ts';
import type { Outage } from '#shared/domain/customer.ts';
import { emptyFaultDraft } from '#shared/domain/intake-form.ts';
import type { SlaClock } from '#shared/domain/ticket.ts';
import type { DeskPicture } from '../../../renderer/desk/model/store.ts';

/** The moment of the pictures: Fri 2026-11-20 09:41:07 in China. All people, numbers and places are made up. */
export const NOW = Date.parse('2026-11-20T09:41:07+08:00');
export const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const at = (text: string): number => Date.parse(`2026-${text}+08:00`);

export const shellInfo: ShellInfo = {
  version: '0.1.0', electron: '45.4.1', packaged: false, hubUrl: 'https://hub.fz.wanhao.example',
  prefs: { language: 'zh-CN', theme: 'light' }, developmentKey: false, startProblem: null,
};

export const health: HealthView = {
  hub: { kind: 'online', since: at('11-20T08:00:02'), rttMs: 23 },
  sync: { pending: 0, rejected: 0, dataAsOf: NOW, firstSync: null },
  store: { customers: 680_000, keyring: 'os', problem: null },
  openOutages: 1,
};

export const healthOffline: HealthView = {
  ...health,
  hub: { kind: 'offline', since: NOW - 12 * MIN - 8000, nextRetryAt: NOW + 8000, problem: { code: 'HUB_UNREACHABLE' } },
  sync: { pending: 3, rejected: 0, dataAsOf: at('11-20T09:29:01'), firstSync: null },
};

export const outage: Outage = {
  id: 'o-07', title: '江东-07 光路劣化', cause: '光缆外力损伤', oltCodes: ['JD-07'], gridCodes: ['GL-0417'], serviceKinds: ['broadband'],
  since: at('11-20T09:12:00'), expectedEnd: at('11-20T14:30:00'), affectedServices: 64, status: 'repairing',
};

const clock = (leftMs: number, spanMs: number): SlaClock => ({ id: 'repairPromise', startedAt: NOW + leftMs - spanMs, dueAt: NOW + leftMs, stoppedAt: null, legal: false });
const hms = (h: number, m: number, s: number): number => h * HOUR + m * MIN + s * 1000;

function ticket(index: number, no: string | null, category: string, name: string, state: TicketRow['state'], leftMs: number, extra: Partial<TicketRow> = {}): TicketRow {
  return {
    id: `01936a00-0000-7000-8000-00000000000${index}`, no, provisionalNo: `8001-1120-0${index}`, ticketType: 'fault', category, state, priority: 'P3', priorityReasons: [],
    maskedName: name, maskedNumber: '0591****8832', customerId: `c-${index}`, firstOwner: '8001', description: '客户反映一小时掉线多次，PON 灯闪烁', acceptedAt: NOW - 5 * HOUR,
    clocks: [clock(leftMs, leftMs > 20 * HOUR ? 3 * DAY : leftMs > 4 * HOUR ? 16 * HOUR : 8 * HOUR)], chasers: 0, sync: { kind: 'synced' }, ...extra,
  };
}

export const tickets: readonly TicketRow[] = [
  ticket(1, 'FZ261119-0907', 'F40-01', '林*芳', 'processing', -hms(0, 11, 7)),
  ticket(2, 'FZ261119-1066', 'F60-02', '何*', 'callback', hms(0, 34, 18)),
  ticket(3, 'FZ261120-0031', 'F30-01', '周*生', 'taken', hms(1, 5, 52)),
  ticket(4, 'FZ261120-0112', 'F40-03', '谢*玲', 'dispatched', hms(3, 48, 7)),
  ticket(5, 'FZ261120-0164', 'F40-02', '许*强', 'processing', hms(6, 20, 33), { chasers: 1 }),
  ticket(6, 'FZ261119-0188', 'F10-04', '吴*明', 'dispatched', DAY + hms(2, 14, 0)),
  ticket(7, 'FZ261119-0203', 'F60-03', '李*', 'processing', DAY + hms(6, 40, 0)),
  ticket(8, 'FZ261119-0219', 'F40-05', '黄*娟', 'taken', DAY + hms(9, 12, 0)),
];

export const waitingTicket: TicketRow = ticket(9, null, 'F40-02', '陈*华', 'accepted', hms(8, 19, 0), { sync: { kind: 'pending', commandId: 'cmd-1' } });

const recent = (id: number, direction: RecentCall['direction'], number: string | null, name: string | null, time: string, ending: RecentCall['ending'] = 'answered'): RecentCall =>
  ({ id: `r-${id}`, direction, maskedNumber: number, maskedName: name, startedAt: at(`11-20T${time}:00`), talkMs: 3 * MIN, ending });

export const recentCalls: readonly RecentCall[] = [
  recent(1, 'inbound', '133****5678', '林*芳', '09:31'), recent(2, 'outbound', '189****4410', '郑*', '09:24'), recent(3, 'inbound', '0591-83****07', '吴*明', '09:18'),
  recent(4, 'inbound', '138****9032', null, '09:15', 'missed'), recent(5, 'inbound', '177****2256', '陈*华', '09:08'), recent(6, 'outbound', '8620', null, '09:02'),
  recent(7, 'inbound', '153****7719', '黄*娟', '08:57'), recent(8, 'inbound', '180****0461', '李*', '08:52'), recent(9, 'inbound', '0591-87****53', '周*生', '08:46'),
  recent(10, 'outbound', '191****3328', '何*', '08:41'), recent(11, 'inbound', '199****6640', '谢*玲', '08:34'), recent(12, 'inbound', '133****8105', '许*强', '08:29'),
];

export const customer: CustomerView = {
  id: 'c-zhang', maskedName: '张*三', maskedAccountNo: '5910****2207', segment: 'public', stars: 5, since: Date.parse('2018-09-03T00:00:00+08:00'),
  maskedAddress: '鼓楼区江*路', settlement: 'urban', gridCode: 'GL-0417', oltCode: '江东-07', ponPort: '3/11', planName: '天翼千兆 199 元',
  arrearsFen: 8640, suspended: false,
  products: [
    { id: 'p-1', kind: 'broadband', name: '光宽 1000M', maskedNumber: '0591****8832', status: 'active', rateMbps: 1000 },
    { id: 'p-2', kind: 'iptv', name: 'IPTV 4K', maskedNumber: '0591****8832_tv', status: 'active', rateMbps: null },
    { id: 'p-3', kind: 'mobile', name: '手机 主卡', maskedNumber: '189****2207', status: 'active', rateMbps: null },
    { id: 'p-4', kind: 'fixed', name: '固话', maskedNumber: '0591-87****26', status: 'active', rateMbps: null },
  ],
  openTickets: [ticket(10 % 10, 'FZ261119-0782', 'C2-03', '张*三', 'processing', hms(3, 40, 53), { id: 't-open', ticketType: 'complaint', description: '流量包重复扣费 ¥30', clocks: [{ id: 'firstContact', startedAt: NOW - 20 * HOUR, dueAt: NOW + hms(3, 40, 53), stoppedAt: null, legal: false }] })],
  closedTickets: 2, outages: [outage], recentCalls: 2, asOf: NOW,
};

export const profile: ProfileView = {
  customerId: customer.id, contractUntil: Date.parse('2027-03-31T00:00:00+08:00'), creditScore: 720,
  bills: [199, 205, 231, 212, 209, 224, 211, 208, 222, 207, 226, 229].map((yuan, index) => ({ month: index === 0 ? '2025-12' : `2026-${String(index).padStart(2, '0')}`, amountFen: yuan * 100 })),
  interactions: [
    { id: 'i-1', at: at('11-19T13:22:00'), channel: 'hotline', direction: 'inbound', summary: '投诉 · 流量包重复扣费', status: 'inProgress' },
    { id: 'i-2', at: at('11-17T20:14:00'), channel: 'hotline', direction: 'inbound', summary: '来电 · 光宽频繁掉线', status: 'completed' },
    { id: 'i-3', at: at('11-12T10:00:00'), channel: 'sms', direction: 'outbound', summary: '短信 · 欠费提醒 ¥86.40', status: 'completed' },
    { id: 'i-4', at: at('10-28T15:40:00'), channel: 'field', direction: 'outbound', summary: '上门 · 更换光猫', status: 'completed' },
  ],
  leaseUntil: NOW + DAY,
};

export const CALL_ID = '5e0b3f1e-7f39-4cf2-9f0e-1b6f5fd4a001';
export const RING_ID = '5e0b3f1e-7f39-4cf2-9f0e-1b6f5fd4a002';
export const HELD_ID = '5e0b3f1e-7f39-4cf2-9f0e-1b6f5fd4a003';

export function call(id: string, masked: string, over: Partial<CallView> = {}): CallView {
  return {
    id, direction: 'incoming', phase: 'active', muted: false, startedAt: NOW - 4 * MIN - 45_000, answeredAt: NOW - 4 * MIN - 37_000, heldSince: null, heldMs: 0,
    endedAt: null, endReason: null, endStatus: null, busy: false,
    remote: { masked, kind: 'mobile', withheld: false, trunk: false },
    headers: { queue: '障碍队列', dnis: '10000', waitSeconds: 8 }, ...over,
  };
}

export const activeCall = call(CALL_ID, '138****6621');
export const ringingCall = call(RING_ID, '189****7031', { phase: 'ringing', startedAt: NOW - 6000, answeredAt: null, headers: { queue: '大客户直达', dnis: '10000', waitSeconds: 6 } });
export const heldCall = call(HELD_ID, '8620', { phase: 'held', direction: 'outgoing', heldSince: NOW - 2 * MIN - 41_000, headers: { queue: null, dnis: null, waitSeconds: null } });

export function pop(callId: string, maskedNumber: string | null, result: Pop['result'], chosen: string | null = null): Pop {
  return { callId, direction: 'inbound', maskedNumber, areaCode: null, result, chosen, profile: chosen === null && result.kind !== 'one' ? null : profile };
}

export const knownPop = pop(CALL_ID, '138****6621', { kind: 'one', match: { customer, relation: 'contact', matchedBy: 'contact', lastCallAt: at('11-17T20:14:00') } });
export const staleKnownPop: Pop = { ...pop(CALL_ID, '138****6621', { kind: 'one', match: { customer: { ...customer, asOf: at('11-20T09:29:01') }, relation: 'contact', matchedBy: 'contact', lastCallAt: null } }), profile: null };
const keyAccount: CustomerView = { ...customer, id: 'c-xin', maskedName: '福州*鑫商贸', segment: 'business', stars: 7, arrearsFen: 0, recentCalls: 0, openTickets: [], outages: [] };
export const ringingPop = pop(RING_ID, '189****7031', { kind: 'one', match: { customer: keyAccount, relation: 'holder', matchedBy: 'mobile', lastCallAt: null } });
const another = (id: string, maskedName: string, maskedAddress: string, stars: number): CustomerView => ({ ...customer, id, maskedName, maskedAddress, stars, arrearsFen: 0, recentCalls: 0, openTickets: [], outages: [] });
export const severalPop = pop(CALL_ID, '138****6621', {
  kind: 'several', total: 3,
  matches: [
    { customer, relation: 'contact', matchedBy: 'contact', lastCallAt: at('11-17T20:14:00') },
    { customer: another('c-wang', '王*', '仓山区上*路', 3), relation: 'holder', matchedBy: 'mobile', lastCallAt: at('10-02T11:05:00') },
    { customer: { ...another('c-hx', '福州*信装饰', '台江区五*路', 6), segment: 'business' }, relation: 'agent', matchedBy: 'mobile', lastCallAt: null },
  ],
});
export const unknownPop = pop(CALL_ID, null, { kind: 'unknown', why: 'withheld' });

export const draft: DraftView = {
  id: '01936a00-0000-7000-8000-0000000000d1', callId: CALL_ID, customerId: customer.id, maskedName: '张*三', maskedNumber: '138****6621',
  fault: {
    ...emptyFaultDraft,
    contactName: { from: 'record', ref: 'customer:name', masked: '张*三' }, contactNumber: { from: 'record', ref: 'caller', masked: '138****6621' }, callerRelation: 'family',
    serviceKind: 'broadband', serviceNumber: { from: 'record', ref: 'product:p-1', masked: '0591****8832' }, address: { from: 'record', ref: 'customer:address', masked: '鼓楼区江*路' },
    gridCode: 'GL-0417', oltCode: '江东-07', settlement: 'urban', category: 'F40-02', severity: 'degraded', startedAt: at('11-20T08:30:00'),
    serviceProblemId: 'o-07', description: '一小时掉线多次，PON 灯闪，重启无效',
  },
  openedAt: NOW - 4 * MIN, savedAt: NOW - 2000, provisionalNo: null,
};
export const otherDraft: DraftView = { ...draft, id: '01936a00-0000-7000-8000-0000000000d2', callId: null, customerId: 'c-chen', maskedName: '陈*华', maskedNumber: '177****2256', fault: { ...emptyFaultDraft, description: '咨询后要补单' }, openedAt: at('11-20T09:08:00'), savedAt: at('11-20T09:12:00') };

export const outbox: readonly OutboxRow[] = [
  { commandId: 'cmd-1', type: 'ticket.create', ticketId: waitingTicket.id, label: '暂 8001-1120-01', at: at('11-20T09:33:00'), state: 'pending', problem: null },
  { commandId: 'cmd-2', type: 'interaction.record', ticketId: null, label: '林*芳', at: at('11-20T09:31:00'), state: 'pending', problem: null },
];

export const phone: PhoneState = {
  registration: { state: 'ready', code: null, status: null, attempt: 0, server: 'wss://sip.wanhao.example', user: '8001', since: at('11-20T08:00:03'), retryAt: null, confirmedAt: NOW - 4000 },
  media: { microphone: 'ok', code: null },
  calls: [],
};

export const picture: DeskPicture = {
  session: {
    kind: 'signedIn', mode: 'online', since: at('11-20T08:00:00'), offlineUntil: NOW + 12 * HOUR,
    agent: { no: '8001', name: '陈思远', role: 'agent', orgId: 'fz-1', orgPath: ['福建', '福州', '客服一班'], areaCode: '0591' },
  },
  health, agentState: { state: 'ready', reason: null, since: NOW - 42_000, endsAt: null, next: null },
  pops: [], drafts: [], outbox: [], tickets: [...tickets], outages: [outage], recentCalls: [...recentCalls],
  shift: { answered: 23, averageTalkMs: hms(0, 3, 12), averageAcwMs: 34_000, ticketsTaken: 11 },
};
