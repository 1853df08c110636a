import { flattenCodes, type Code, type CodeBranch } from './code-list.ts';
import type { ServiceKind } from './ticket.ts';

/** Version of the fault list (障碍分类); raised with every published change. */
export const faultListVersion = 1;

const options = (leaf: string, rows: readonly (readonly [zh: string, en: string, py: string])[]): CodeBranch[] =>
  rows.map(([zh, en, py], index) => ({ code: `${leaf}-${index + 1}`, zh, en, py }));

/** 光宽 and 宽带 share their leaves; the lamps exist on fibre only. */
function broadbandLeaves(group: 'F40' | 'F50'): CodeBranch[] {
  const fibre = group === 'F40';
  return [
    {
      code: `${group}-01`, zh: '无法上网', en: 'No internet', py: 'wfsw', severity: 'totalLoss',
      children: options(`${group}-01`, [
        ...(fibre ? [['LOS 红灯', 'LOS lamp red', 'loshd'], ['PON 异常', 'PON lamp abnormal', 'ponyc']] as const : []),
        ['691 认证失败', 'Error 691, authentication', '691rzsb'],
        ['678 无响应', 'Error 678, no response', '678wxy'],
        ['其他代码', 'Other error code', 'qtdm'],
      ]),
    },
    { code: `${group}-02`, zh: '频繁掉线', en: 'Frequent drops', py: 'pfdx', severity: 'degraded' },
    {
      code: `${group}-03`, zh: '网速慢', en: 'Slow', py: 'wsm', severity: 'degraded',
      children: options(`${group}-03`, [
        ['全时段', 'At all hours', 'qsd'],
        ['忙时', 'At busy hours', 'ms'],
        ['特定网站', 'Certain sites only', 'tdwz'],
      ]),
    },
    { code: `${group}-04`, zh: 'Wi-Fi 问题', en: 'Wi-Fi trouble', py: 'wifiwt', severity: 'minor' },
    fibre
      ? { code: `${group}-05`, zh: '光猫/终端', en: 'ONU or terminal', py: 'gmzd', severity: 'degraded' }
      : { code: `${group}-05`, zh: '调制解调器/终端', en: 'Modem or terminal', py: 'tzjtqzd', severity: 'degraded' },
    { code: `${group}-06`, zh: '线路外力损坏', en: 'Line damaged from outside', py: 'xlwlsh', severity: 'totalLoss' },
  ];
}

const groups: readonly { readonly kinds: readonly ServiceKind[]; readonly branch: CodeBranch }[] = [
  {
    kinds: ['fixed'],
    branch: {
      code: 'F10', zh: '固话', en: 'Fixed line', py: 'gh',
      children: [
        {
          code: 'F10-01', zh: '无音', en: 'No dial tone', py: 'wy', severity: 'totalLoss',
          children: options('F10-01', [['全无', 'Dead', 'qw'], ['有电流无音', 'Current but no tone', 'ydlwy']]),
        },
        { code: 'F10-02', zh: '不能呼出', en: 'Cannot call out', py: 'bnhc', severity: 'degraded' },
        { code: 'F10-03', zh: '不能呼入', en: 'Cannot be called', py: 'bnhr', severity: 'degraded' },
        { code: 'F10-04', zh: '杂音/串音', en: 'Noise or crosstalk', py: 'zycy', severity: 'degraded' },
        { code: 'F10-05', zh: '单通', en: 'One-way speech', py: 'dt', severity: 'degraded' },
        { code: 'F10-06', zh: '来显/新业务异常', en: 'Caller display or feature fault', py: 'lxxywyc', severity: 'minor' },
        { code: 'F10-07', zh: '传真不通', en: 'Fax fails', py: 'czbt', severity: 'minor' },
      ],
    },
  },
  { kinds: ['broadband'], branch: { code: 'F40', zh: '光宽', en: 'Fibre broadband', py: 'gk', children: broadbandLeaves('F40') } },
  { kinds: ['broadband'], branch: { code: 'F50', zh: '宽带', en: 'Copper broadband', py: 'kd', children: broadbandLeaves('F50') } },
  {
    kinds: ['iptv'],
    branch: {
      code: 'F60', zh: 'IPTV', en: 'IPTV', py: 'iptv',
      children: [
        { code: 'F60-01', zh: '无法开机/登录', en: 'Box does not start or sign in', py: 'wfkjdl', severity: 'totalLoss' },
        { code: 'F60-02', zh: '卡顿花屏', en: 'Stutter or broken picture', py: 'kdhp', severity: 'degraded' },
        { code: 'F60-03', zh: '无声无图', en: 'No sound, no picture', py: 'wswt', severity: 'totalLoss' },
        { code: 'F60-04', zh: '频道缺失', en: 'Channels missing', py: 'pdqs', severity: 'minor' },
        { code: 'F60-05', zh: '点播/回看', en: 'On demand or catch-up', py: 'dbhk', severity: 'minor' },
        { code: 'F60-06', zh: '遥控器/机顶盒', en: 'Remote or set-top box', py: 'ykqjdh', severity: 'minor' },
      ],
    },
  },
  {
    kinds: ['mobile'],
    branch: {
      code: 'F30', zh: '移动', en: 'Mobile', py: 'yd',
      children: [
        {
          code: 'F30-01', zh: '无信号', en: 'No signal', py: 'wxh', severity: 'totalLoss',
          children: options('F30-01', [['室内', 'Indoors', 'sn'], ['室外', 'Outdoors', 'sw'], ['地下', 'Underground', 'dx']])
            .map((option) => (option.zh === '室外' ? option : { ...option, severity: 'degraded' as const })),
        },
        { code: 'F30-02', zh: '掉话', en: 'Dropped calls', py: 'dh', severity: 'degraded' },
        { code: 'F30-03', zh: '不能主叫/被叫', en: 'Cannot call or be called', py: 'bnzjbj', severity: 'totalLoss' },
        { code: 'F30-04', zh: '无法上网/慢', en: 'No data or slow', py: 'wfswm', severity: 'degraded' },
        { code: 'F30-05', zh: '短信', en: 'Text messages', py: 'dx', severity: 'minor' },
        { code: 'F30-06', zh: '国际漫游', en: 'International roaming', py: 'gjmy', severity: 'degraded' },
        { code: 'F30-07', zh: 'VoLTE/5G', en: 'VoLTE or 5G', py: 'volte5g', severity: 'degraded' },
      ],
    },
  },
  {
    kinds: ['circuit'],
    branch: {
      code: 'F70', zh: '专线/IDC', en: 'Leased line or IDC', py: 'zxidc',
      children: [
        { code: 'F70-01', zh: '中断', en: 'Down', py: 'zd', severity: 'totalLoss' },
        { code: 'F70-02', zh: '丢包/时延', en: 'Loss or delay', py: 'dbsy', severity: 'degraded' },
        { code: 'F70-03', zh: '带宽不足', en: 'Too little bandwidth', py: 'dkbz', severity: 'degraded' },
        { code: 'F70-04', zh: '电力空调', en: 'Power or cooling', py: 'dlkt', severity: 'totalLoss' },
      ],
    },
  },
  { kinds: [], branch: { code: 'F90', zh: '群障', en: 'Area outage', py: 'qz', severity: 'areaOutage' } },
  { kinds: [], branch: { code: 'F99', zh: '其他', en: 'Other', py: 'qt', severity: 'minor' } },
];

/** DOMAIN code list "Fault": F10 固话, F40 光宽, F50 宽带, F60 IPTV, F30 移动, F70 专线/IDC, F90 群障, F99 其他. */
export const faultCodes: readonly Code[] = groups.flatMap(({ kinds, branch }) =>
  flattenCodes({ list: 'fault', version: faultListVersion, serviceKinds: kinds }, branch),
);
