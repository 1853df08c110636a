import type { Policy } from './policy.ts';

const minute = 60_000;
const hour = 60 * minute;

const telecomRegulation = '中华人民共和国电信条例（障碍修复时限：城镇 48 小时、农村 72 小时）';
const provincePromise = '福建省电信服务承诺（16:00 前申告当日修复，之后 24 小时内）';
const serviceStandard = '电信服务规范（待核对原文后方可对客户引用）';
const mobileStandard = '第三代移动通信服务规范（试行）2.5（平均 24 小时，最长 48 小时）';
const ownRule = '万号服务规则';

/**
 * Rules of Fujian as shipped. Figures from law and from the province's public promise name it; the others
 * are the service rules of this product and may be changed by the operator.
 */
export const fujianPolicy: Policy = {
  id: 'fujian',
  version: 1,
  utcOffsetMinutes: 480,
  priority: {
    bySeverity: { areaOutage: 'P1', totalLoss: 'P2', degraded: 'P3', minor: 'P4' },
    repeatWindowDays: 30,
    raises: [
      { source: ownRule, legalBasis: '电信用户申诉处理办法', reason: 'appeal', group: 'appeal', when: { kind: 'appeal' }, effect: { kind: 'to', priority: 'P1' } },
      {
        source: ownRule, legalBasis: null, reason: 'keyAccount', group: 'customer',
        when: { kind: 'segmentService', is: 'keyAccount', serviceKind: 'circuit' }, effect: { kind: 'to', priority: 'P1' },
      },
      { source: ownRule, legalBasis: null, reason: 'keyAccount', group: 'customer', when: { kind: 'segment', is: 'keyAccount' }, effect: { kind: 'levels', up: 1 } },
      { source: ownRule, legalBasis: null, reason: 'star', group: 'customer', when: { kind: 'stars', atLeast: 6 }, effect: { kind: 'levels', up: 1 } },
      { source: ownRule, legalBasis: null, reason: 'chasers', group: 'chasers', when: { kind: 'chasers', atLeast: 3 }, effect: { kind: 'levels', up: 1 } },
      { source: ownRule, legalBasis: null, reason: 'repeat', group: 'repeat', when: { kind: 'repeats', atLeast: 1 }, effect: { kind: 'levels', up: 1 } },
    ],
  },
  clocks: [
    {
      source: ownRule, legalBasis: null, id: 'dispatch-30m', clock: 'dispatch', ticketTypes: ['fault', 'complaint'], serviceKinds: [],
      settlements: [], minutes: 30, minutesFor: { P1: 10 }, legal: false,
    },
    {
      source: ownRule, legalBasis: null, id: 'take-30m', clock: 'take', ticketTypes: ['fault', 'complaint'], serviceKinds: [],
      settlements: [], minutes: 30, minutesFor: {}, legal: false,
    },
    {
      source: ownRule, legalBasis: null, id: 'contact-2h', clock: 'firstContact', ticketTypes: ['fault'], serviceKinds: [],
      settlements: [], minutes: 120, minutesFor: {}, legal: false,
    },
    {
      source: ownRule, legalBasis: null, id: 'complaint-contact-24h', clock: 'firstContact', ticketTypes: ['complaint'], serviceKinds: [],
      settlements: [], minutes: 24 * 60, minutesFor: { P1: 120 }, legal: false,
    },
    {
      source: mobileStandard, legalBasis: mobileStandard, id: 'legal-mobile-48h', clock: 'repairLegal', ticketTypes: ['fault'], serviceKinds: ['mobile'],
      settlements: [], minutes: 48 * 60, minutesFor: {}, legal: true,
    },
    {
      source: telecomRegulation, legalBasis: telecomRegulation, id: 'legal-urban-48h', clock: 'repairLegal', ticketTypes: ['fault'], serviceKinds: [],
      settlements: ['urban'], minutes: 48 * 60, minutesFor: {}, legal: true,
    },
    {
      source: telecomRegulation, legalBasis: telecomRegulation, id: 'legal-rural-72h', clock: 'repairLegal', ticketTypes: ['fault'], serviceKinds: [],
      settlements: ['rural'], minutes: 72 * 60, minutesFor: {}, legal: true,
    },
    {
      source: ownRule, legalBasis: null, id: 'callback-24h', clock: 'callback', ticketTypes: ['fault', 'complaint'], serviceKinds: [],
      settlements: [], minutes: 24 * 60, minutesFor: {}, legal: false,
    },
  ],
  promises: [
    {
      source: provincePromise, legalBasis: null, id: 'fj-broadband-urban-before-16', serviceKinds: ['broadband'], settlements: ['urban'],
      acceptedFrom: 0, acceptedUntil: 960, due: { kind: 'sameDay', at: 1080 },
      reason: { zh: '城镇 16:00 前申告当日修复', en: 'Urban, reported before 16:00: repaired the same day' },
    },
    {
      source: provincePromise, legalBasis: null, id: 'fj-broadband-urban-after-16', serviceKinds: ['broadband'], settlements: ['urban'],
      acceptedFrom: 960, acceptedUntil: 1440, due: { kind: 'after', minutes: 24 * 60 },
      reason: { zh: '城镇 16:00 后申告 24 小时内修复', en: 'Urban, reported after 16:00: repaired within 24 hours' },
    },
    {
      source: mobileStandard, legalBasis: mobileStandard, id: 'mobile-24h', serviceKinds: ['mobile'], settlements: [],
      acceptedFrom: 0, acceptedUntil: 1440, due: { kind: 'after', minutes: 24 * 60 },
      reason: { zh: '移动业务 24 小时内修复', en: 'Mobile: repaired within 24 hours' },
    },
    {
      source: ownRule, legalBasis: null, id: 'urban-before-16', serviceKinds: [], settlements: ['urban'],
      acceptedFrom: 0, acceptedUntil: 960, due: { kind: 'sameDay', at: 1080 },
      reason: { zh: '城镇 16:00 前申告当日修复', en: 'Urban, reported before 16:00: repaired the same day' },
    },
    {
      source: ownRule, legalBasis: null, id: 'urban-after-16', serviceKinds: [], settlements: ['urban'],
      acceptedFrom: 960, acceptedUntil: 1440, due: { kind: 'after', minutes: 24 * 60 },
      reason: { zh: '城镇 16:00 后申告 24 小时内修复', en: 'Urban, reported after 16:00: repaired within 24 hours' },
    },
    {
      source: serviceStandard, legalBasis: null, id: 'rural-36h', serviceKinds: [], settlements: ['rural'],
      acceptedFrom: 0, acceptedUntil: 1440, due: { kind: 'after', minutes: 36 * 60 },
      reason: { zh: '农村 36 小时内修复', en: 'Rural: repaired within 36 hours' },
    },
  ],
  outagePromise: {
    source: ownRule, legalBasis: null, id: 'outage-expected-end',
    reason: { zh: '以群障预计恢复时间为准', en: 'Follows the expected end of the known outage' },
  },
  visits: { source: ownRule, legalBasis: null, from: 480, until: 1200, windowMinutes: 120, leadMinutes: 120 },
  greenChannel: { source: ownRule, legalBasis: null, minStars: 6, segments: ['keyAccount'], factor: 0.5 },
  bands: { source: ownRule, legalBasis: null, warn: 0.5, urgent: 0.8 },
  pauses: { source: ownRule, legalBasis: null, totalMs: 72 * hour },
  reasonRequired: { source: ownRule, legalBasis: null, states: ['suspended', 'waitingCustomer', 'returned', 'withdrawn', 'rejected'] },
  closing: {
    source: ownRule,
    legalBasis: null,
    required: {
      fault: ['causeCode', 'responsibility', 'measure', 'restoredAt', 'callbackResult', 'satisfaction'],
      complaint: ['causeCode', 'responsibility', 'measure', 'callbackResult', 'satisfaction'],
      inquiry: ['callbackResult'],
      order: ['measure', 'callbackResult'],
    },
  },
  agent: {
    source: ownRule, legalBasis: null, acwMs: minute, acwWarnMs: 10_000, acwExtendMs: 30_000, acwExtensions: 1, phoneLossMs: 15_000,
  },
};
