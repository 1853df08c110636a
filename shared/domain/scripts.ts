import type { Words } from './triage.ts';

/**
 * 话术: a sentence an agent may say as it stands. `{due}` is the promise as told (`今天 18:00 前`), `{end}` the
 * expected end of an outage. The offline wording promises nothing the desk cannot know.
 */
export interface Script {
  /** Knowledge article. */
  readonly id: string;
  readonly when:
    | { readonly kind: 'askWho' }
    | { readonly kind: 'unidentified' }
    | { readonly kind: 'outage' }
    /** Code prefix; the longest that fits wins, the empty one fits all. */
    | { readonly kind: 'category'; readonly prefix: string };
  readonly title: Words;
  readonly online: Words;
  readonly offline: Words;
}

export const scripts: readonly Script[] = [
  {
    id: 'KB-0101', when: { kind: 'askWho' }, title: { zh: '匿名来电', en: 'Withheld number' },
    online: { zh: '请问方便留一个能联系到您的号码吗？要报修的是哪个号码或宽带账号？', en: 'May I have a number to reach you, and the number or account that has the fault?' },
    offline: { zh: '请问方便留一个能联系到您的号码吗？要报修的是哪个号码或宽带账号？', en: 'May I have a number to reach you, and the number or account that has the fault?' },
  },
  {
    id: 'KB-0107', when: { kind: 'unidentified' }, title: { zh: '承诺口径', en: 'What may be promised' },
    online: { zh: '我已登记，查实地址后两小时内联系您；请留意来电。', en: 'It is on record. We will call you within two hours of checking the address.' },
    offline: { zh: '我已登记，查实地址后会联系您；请留意来电。', en: 'It is on record. We will call you once the address is checked.' },
  },
  {
    id: 'KB-4030', when: { kind: 'outage' }, title: { zh: '群障安抚', en: 'Known outage' },
    online: { zh: '您所在的区域线路正在抢修，预计 {end} 恢复。修好后我们会复测并给您回访。', en: 'The line in your area is being repaired, expected by {end}. We will test it and call you back.' },
    offline: { zh: '您所在的区域有已登记的故障，我已为您关联登记，{due} 修复；恢复后给您回访。', en: 'A fault is on record for your area and yours is linked to it: repaired by {due}. We will call you back.' },
  },
  {
    id: 'KB-4010', when: { kind: 'category', prefix: 'F40-01' }, title: { zh: '光宽无法上网', en: 'Fibre: no internet' },
    online: { zh: '您的宽带目前不通，我已登记报修，{due} 修复；上门前师傅会先联系您。', en: 'Your broadband is down; the repair is on record, done by {due}. The technician will call before coming.' },
    offline: { zh: '您的宽带我已登记报修，{due} 修复；请记下暂号，凭它就能查询。', en: 'Your repair is on record, done by {due}. Please keep the provisional number; you can ask by it.' },
  },
  {
    id: 'KB-4021', when: { kind: 'category', prefix: 'F40-02' }, title: { zh: '光衰偏弱处理', en: 'Fibre: weak light' },
    online: { zh: '您家光信号不稳，我已登记报修，{due} 修复。修好后我们会复测并给您回访。', en: 'Your fibre signal is unstable; the repair is on record, done by {due}. We will test it and call you back.' },
    offline: { zh: '您家光路不稳，我已登记报修，{due} 修复；请记下暂号，凭它就能查询。', en: 'Your fibre is unstable; the repair is on record, done by {due}. Please keep the provisional number; you can ask by it.' },
  },
  {
    id: 'KB-4023', when: { kind: 'category', prefix: 'F40-03' }, title: { zh: '网速慢', en: 'Slow broadband' },
    online: { zh: '请先用网线直连测一次速；仍不达标我为您登记，{due} 处理好并回访。', en: 'Please test once by wire. If it is still slow I record it: settled by {due}, with a call back.' },
    offline: { zh: '请先用网线直连测一次速；我已为您登记，{due} 处理好并回访。', en: 'Please test once by wire. It is on record: settled by {due}, with a call back.' },
  },
  {
    id: 'KB-1001', when: { kind: 'category', prefix: 'F10' }, title: { zh: '固话障碍', en: 'Fixed-line fault' },
    online: { zh: '您的固话我已登记报修，{due} 修复；期间可办理呼叫转移到手机。', en: 'Your line is on record for repair, done by {due}. Calls can be diverted to your mobile meanwhile.' },
    offline: { zh: '您的固话我已登记报修，{due} 修复；请记下暂号，凭它就能查询。', en: 'Your line is on record for repair, done by {due}. Please keep the provisional number; you can ask by it.' },
  },
  {
    id: 'KB-6001', when: { kind: 'category', prefix: 'F60' }, title: { zh: 'IPTV 障碍', en: 'IPTV fault' },
    online: { zh: '请先断电重启机顶盒；仍不行我为您登记，{due} 修复。', en: 'Please power-cycle the box. If it does not help I record it: repaired by {due}.' },
    offline: { zh: '请先断电重启机顶盒；我已为您登记，{due} 修复。', en: 'Please power-cycle the box. It is on record: repaired by {due}.' },
  },
  {
    id: 'KB-3001', when: { kind: 'category', prefix: 'F30' }, title: { zh: '手机障碍', en: 'Mobile fault' },
    online: { zh: '我已登记您反映的地点和时间，{due} 处理好并给您回电。', en: 'Place and time are on record; settled by {due}, with a call back.' },
    offline: { zh: '我已登记您反映的地点和时间，{due} 处理好；请记下暂号，凭它就能查询。', en: 'Place and time are on record; settled by {due}. Please keep the provisional number; you can ask by it.' },
  },
  {
    id: 'KB-7001', when: { kind: 'category', prefix: 'F70' }, title: { zh: '专线障碍', en: 'Leased-line fault' },
    online: { zh: '您的电路已按最高级别受理，客户经理会同步跟进，{due} 修复。', en: 'Your circuit is taken at top priority, your account manager follows it: repaired by {due}.' },
    offline: { zh: '您的电路我已登记并按最高级别上报，{due} 修复；进展由专人回电。', en: 'Your circuit is on record and reported at top priority: repaired by {due}. You will be called.' },
  },
  {
    id: 'KB-4000', when: { kind: 'category', prefix: '' }, title: { zh: '障碍受理', en: 'Taking a fault' },
    online: { zh: '您的问题我已登记，{due} 处理好，处理完我们会给您回访。', en: 'It is on record; settled by {due}. We will call you back when it is done.' },
    offline: { zh: '您的问题我已登记，{due} 处理好；请记下暂号，凭它就能查询。', en: 'It is on record; settled by {due}. Please keep the provisional number; you can ask by it.' },
  },
];

export interface ScriptMoment {
  /** A chosen category; null before it is chosen. */
  readonly category: string | null;
  readonly identified: boolean;
  readonly outageLinked: boolean;
}

/** The script that fits now: who is calling first, then a linked outage, then the category. */
export function scriptFor(all: readonly Script[], moment: ScriptMoment): Script | null {
  const ofKind = (kind: Script['when']['kind']): Script | null => all.find((script) => script.when.kind === kind) ?? null;
  if (!moment.identified) return ofKind(moment.category === null ? 'askWho' : 'unidentified');
  if (moment.outageLinked) return ofKind('outage');
  if (moment.category === null) return null;
  const prefixOf = (script: Script): string | null => (script.when.kind === 'category' ? script.when.prefix : null);
  return all.reduce<Script | null>((best, script) => {
    const prefix = prefixOf(script);
    if (prefix === null || !moment.category?.startsWith(prefix)) return best;
    return best === null || prefix.length > (prefixOf(best)?.length ?? -1) ? script : best;
  }, null);
}
