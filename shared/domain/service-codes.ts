import { flattenCodes, makeCodeBook, type Code, type CodeBook, type CodeBranch } from './code-list.ts';
import { faultCodes } from './fault-codes.ts';
import type { TicketType } from './ticket.ts';

/** Versions of the three lists beside the fault list; raised with every published change. */
export const serviceListVersion = 1;

const leaves = (group: string, rows: readonly (readonly [zh: string, en: string, py: string])[]): CodeBranch[] =>
  rows.map(([zh, en, py], index) => ({ code: `${group}-${String(index + 1).padStart(2, '0')}`, zh, en, py }));

const flat = (list: TicketType, branches: readonly Omit<CodeBranch, 'severity'>[]): readonly Code[] =>
  branches.flatMap((branch) => flattenCodes({ list, version: serviceListVersion }, { ...branch, severity: 'minor' }));

/** 投诉现象, chosen at intake; the root cause (原因) is another list, chosen when it is closed. */
export const complaintCodes = flat('complaint', [
  { code: 'C1', zh: '网络质量', en: 'Network quality', py: 'wlzl' },
  {
    code: 'C2', zh: '资费账单', en: 'Charges and bills', py: 'zfzd',
    children: leaves('C2', [
      ['计费差错', 'Billing error', 'jfcc'], ['账单不明', 'Unclear bill', 'zdbm'], ['流量争议', 'Disputed data use', 'llzy'],
      ['违约金', 'Early termination fee', 'wyj'], ['退费', 'Refund', 'tf'],
    ]),
  },
  {
    code: 'C3', zh: '业务营销', en: 'Sales practice', py: 'ywyx',
    children: leaves('C3', [
      ['不知情定制', 'Subscribed without consent', 'bzqdz'], ['宣传不符', 'Not as advertised', 'xcbf'],
      ['限制更改套餐', 'Plan change refused', 'xzggtc'], ['新老用户不同权', 'Old customers treated worse', 'xlyhbtq'],
    ]),
  },
  {
    code: 'C4', zh: '服务触点', en: 'Service contact', py: 'fwcd',
    children: leaves('C4', [
      ['10000 号态度', 'Manner of the hotline', '10000htd'], ['营业厅', 'Shop', 'yyt'],
      ['接通难', 'Hard to get through', 'jtn'], ['推诿', 'Passed around', 'tw'],
    ]),
  },
  {
    code: 'C5', zh: '装移修', en: 'Install, move, repair', py: 'zyx',
    children: leaves('C5', [
      ['超时', 'Late', 'cs'], ['爽约', 'Appointment missed', 'sy'], ['收费', 'Charged on site', 'sf'], ['反复故障', 'Fault keeps coming back', 'ffgz'],
    ]),
  },
  {
    code: 'C6', zh: '增值业务', en: 'Value-added services', py: 'zzyw',
    children: leaves('C6', [['扣费', 'Charged', 'kf'], ['退订难', 'Hard to cancel', 'tdn']]),
  },
  { code: 'C7', zh: '携号转网/销户', en: 'Number porting or closing', py: 'xhzwxh' },
  {
    code: 'C8', zh: '信息安全', en: 'Information security', py: 'xxaq',
    children: leaves('C8', [['骚扰', 'Harassment', 'sr'], ['泄露', 'Data leak', 'xl'], ['关停误伤', 'Wrongly barred', 'gtws']]),
  },
  { code: 'C9', zh: '终端/积分/权益', en: 'Devices, points, benefits', py: 'zdjfqy' },
  { code: 'C10', zh: '实名/过户', en: 'Real name or transfer', py: 'smgh' },
  { code: 'C99', zh: '其他', en: 'Other', py: 'qt' },
]);

export const inquiryCodes = flat('inquiry', [
  { code: 'Q1', zh: '资费套餐', en: 'Tariffs and plans', py: 'zftc' },
  { code: 'Q2', zh: '账单余额', en: 'Bill and balance', py: 'zdye' },
  { code: 'Q3', zh: '业务办理', en: 'How to order', py: 'ywbl' },
  { code: 'Q4', zh: '网点', en: 'Shops', py: 'wd' },
  { code: 'Q5', zh: '进度查询', en: 'Progress', py: 'jdcx' },
  { code: 'Q6', zh: '故障自助', en: 'Self-help', py: 'gzzz' },
]);

export const orderCodes = flat('order', [
  { code: 'O1', zh: '新装', en: 'New service', py: 'xz' },
  { code: 'O2', zh: '移机', en: 'Move', py: 'yj' },
  { code: 'O3', zh: '过户', en: 'Change of holder', py: 'gh' },
  { code: 'O4', zh: '改套餐', en: 'Change plan', py: 'gtc' },
  { code: 'O5', zh: '增值订/退', en: 'Add or drop an extra', py: 'zzdt' },
  { code: 'O6', zh: '停复机', en: 'Suspend or resume', py: 'tfj' },
  { code: 'O7', zh: '拆机', en: 'Terminate', py: 'cj' },
]);

/** The lists in force as shipped; a hub may publish newer ones. */
export const defaultCodeBook: CodeBook = makeCodeBook([...faultCodes, ...complaintCodes, ...inquiryCodes, ...orderCodes]);
