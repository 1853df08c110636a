import type { TriageQuestion, TriageSet } from './triage.ts';

const onuLamps: TriageQuestion = {
  id: 'onuLamps', zh: '光猫指示灯', en: 'ONU lamps',
  answers: [
    { id: 'normal', zh: '正常', en: 'Normal' },
    { id: 'ponBlinking', zh: 'PON 闪烁', en: 'PON blinking' },
    { id: 'losRed', zh: 'LOS 红灯', en: 'LOS red' },
  ],
};

const untried = { id: 'untried', zh: '未试', en: 'Not tried' } as const;

/** Triage questions (预处理) per service, DOMAIN §4 "Fault call"; an offline desk asks the same. */
export const triageSets: readonly TriageSet[] = [
  {
    id: 'broadband-down', serviceKind: 'broadband', categories: ['F40-01', 'F50-01'],
    questions: [
      onuLamps,
      {
        id: 'errorCode', zh: '拨号报错', en: 'Dial-up error',
        answers: [{ id: '691', zh: '691', en: '691' }, { id: '678', zh: '678', en: '678' }, { id: 'none', zh: '无代码', en: 'No code' }],
      },
      {
        id: 'devices', zh: '影响范围', en: 'Devices affected',
        answers: [{ id: 'all', zh: '全部设备', en: 'All' }, { id: 'one', zh: '单台设备', en: 'One' }, { id: 'wifiOnly', zh: '仅 Wi-Fi', en: 'Wi-Fi only' }],
      },
    ],
    rules: [
      { when: { onuLamps: ['losRed'] }, says: { zh: '光路中断，需派外线', en: 'Fibre is cut; send a line technician' } },
      { when: { onuLamps: ['ponBlinking'] }, says: { zh: '多为光路问题', en: 'Most likely the fibre path' } },
      { when: { errorCode: ['691'] }, says: { zh: '账号认证失败，先查欠费与密码', en: 'Authentication fails; check arrears and password first' } },
      { when: { errorCode: ['678'] }, says: { zh: '上联无响应，多为线路或端口问题', en: 'No answer upstream; most likely line or port' } },
      { when: { devices: ['one'] }, says: { zh: '多为该终端问题，先自助', en: 'Most likely that device; try self-help' } },
      { when: { devices: ['wifiOnly'] }, says: { zh: '多为路由器问题，先重启路由器', en: 'Most likely the router; restart it first' } },
    ],
  },
  {
    id: 'broadband-slow', serviceKind: 'broadband', categories: ['F40-03', 'F50-03'],
    questions: [
      {
        id: 'slowWhen', zh: '慢的时段', en: 'Slow when',
        answers: [{ id: 'always', zh: '全时段', en: 'Always' }, { id: 'busyHours', zh: '忙时', en: 'Busy hours' }, { id: 'someSites', zh: '特定网站', en: 'Some sites' }],
      },
      {
        id: 'testedBy', zh: '连接方式', en: 'Connected by',
        answers: [{ id: 'wire', zh: '网线', en: 'Wire' }, { id: 'wifi', zh: 'Wi-Fi', en: 'Wi-Fi' }, { id: 'both', zh: '都慢', en: 'Slow on both' }],
      },
      {
        id: 'speedTest', zh: '测速结果', en: 'Speed test',
        answers: [{ id: 'full', zh: '达标', en: 'As contracted' }, { id: 'below', zh: '不达标', en: 'Below' }, untried],
      },
    ],
    rules: [
      { when: { speedTest: ['full'] }, says: { zh: '带宽达标，多为终端或网站原因', en: 'Rate is as contracted; most likely device or site' } },
      { when: { slowWhen: ['someSites'] }, says: { zh: '多为网站或出口原因', en: 'Most likely the site or the peering' } },
      { when: { testedBy: ['wifi'] }, says: { zh: '多为 Wi-Fi 原因，请接网线再测', en: 'Most likely Wi-Fi; test again by wire' } },
      { when: { slowWhen: ['busyHours'] }, says: { zh: '多为忙时拥塞', en: 'Most likely busy-hour congestion' } },
      { when: { slowWhen: ['always'], speedTest: ['below'] }, says: { zh: '速率不达标，需查光路与限速', en: 'Rate too low; check fibre path and rate limit' } },
    ],
  },
  {
    id: 'broadband', serviceKind: 'broadband', categories: [],
    questions: [
      onuLamps,
      {
        id: 'dropPattern', zh: '掉线规律', en: 'Drops',
        answers: [{ id: 'rare', zh: '偶发', en: 'Rarely' }, { id: 'hourly', zh: '每小时多次', en: 'Hourly' }, { id: 'evening', zh: '仅晚间', en: 'Evenings' }],
      },
      {
        id: 'wiredToo', zh: '网线直连也掉', en: 'By wire',
        answers: [{ id: 'drops', zh: '会掉', en: 'Yes' }, { id: 'holds', zh: '不掉', en: 'No' }, untried],
      },
    ],
    rules: [
      { when: { onuLamps: ['losRed'] }, says: { zh: '光路中断，需派外线', en: 'Fibre is cut; send a line technician' } },
      { when: { onuLamps: ['ponBlinking'] }, says: { zh: '多为光路问题', en: 'Most likely the fibre path' } },
      { when: { wiredToo: ['holds'] }, says: { zh: '多为 Wi-Fi 或路由器问题', en: 'Most likely Wi-Fi or the router' } },
      { when: { dropPattern: ['evening'] }, says: { zh: '多为忙时拥塞', en: 'Most likely busy-hour congestion' } },
      { when: { onuLamps: ['normal'], wiredToo: ['drops'] }, says: { zh: '光路灯正常，查账号掉线记录与光猫', en: 'Lamps are normal; check the session log and the ONU' } },
    ],
  },
  {
    id: 'fixed', serviceKind: 'fixed', categories: [],
    questions: [
      {
        id: 'handset', zh: '摘机听到', en: 'Off hook',
        answers: [{ id: 'silent', zh: '无音', en: 'No tone' }, { id: 'noise', zh: '有杂音', en: 'Noise' }, { id: 'tone', zh: '拨号音正常', en: 'Normal tone' }],
      },
      {
        id: 'otherSet', zh: '换一部话机', en: 'Another set',
        answers: [{ id: 'same', zh: '同样', en: 'Same' }, { id: 'fine', zh: '正常', en: 'Works' }, untried],
      },
      {
        id: 'lineType', zh: '线路', en: 'Line',
        answers: [{ id: 'fibre', zh: '光纤', en: 'Fibre' }, { id: 'copper', zh: '铜线', en: 'Copper' }, { id: 'unknown', zh: '不清楚', en: 'Unknown' }],
      },
    ],
    rules: [
      { when: { otherSet: ['fine'] }, says: { zh: '多为话机问题，建议更换', en: 'Most likely the set; replace it' } },
      { when: { handset: ['silent'], lineType: ['fibre'] }, says: { zh: '请看光猫灯，多为光猫语音未注册', en: 'Look at the ONU; its voice port is probably not registered' } },
      { when: { handset: ['silent'], lineType: ['copper'] }, says: { zh: '多为外线断线', en: 'Most likely a broken outside line' } },
      { when: { handset: ['noise'], lineType: ['copper'] }, says: { zh: '多为线路绝缘不良', en: 'Most likely poor insulation' } },
      { when: { handset: ['tone'] }, says: { zh: '线路正常，查停机、呼入呼出限制', en: 'The line is good; check suspension and barring' } },
    ],
  },
  {
    id: 'iptv', serviceKind: 'iptv', categories: [],
    questions: [
      {
        id: 'boxBoot', zh: '机顶盒启动', en: 'Box starts',
        answers: [{ id: 'normal', zh: '正常', en: 'Yes' }, { id: 'stuck', zh: '卡在画面', en: 'Stuck' }, { id: 'noPower', zh: '不通电', en: 'No power' }],
      },
      {
        id: 'boxError', zh: '报错代码', en: 'Error code',
        answers: [{ id: 'shown', zh: '有代码', en: 'Shown' }, { id: 'none', zh: '无代码', en: 'None' }, { id: 'unseen', zh: '没看', en: 'Not looked' }],
      },
      {
        id: 'channels', zh: '影响频道', en: 'Channels',
        answers: [{ id: 'all', zh: '全部', en: 'All' }, { id: 'some', zh: '个别', en: 'Some' }, { id: 'onDemand', zh: '仅点播回看', en: 'On demand only' }],
      },
      {
        id: 'broadbandOk', zh: '宽带上网', en: 'Broadband',
        answers: [{ id: 'works', zh: '正常', en: 'Works' }, { id: 'down', zh: '也不通', en: 'Down too' }, untried],
      },
    ],
    rules: [
      { when: { broadbandOk: ['down'] }, says: { zh: '宽带同断，按宽带障碍受理', en: 'Broadband is down too; take it as a broadband fault' } },
      { when: { boxBoot: ['noPower'] }, says: { zh: '多为机顶盒或电源问题', en: 'Most likely the box or its power supply' } },
      { when: { boxBoot: ['stuck'] }, says: { zh: '请断电重启机顶盒；仍卡则更换', en: 'Power-cycle the box; replace it if it stays stuck' } },
      { when: { channels: ['some'] }, says: { zh: '多为片源或频道权限问题', en: 'Most likely the channel feed or entitlement' } },
      { when: { channels: ['onDemand'] }, says: { zh: '多为点播平台问题', en: 'Most likely the on-demand platform' } },
      { when: { channels: ['all'], broadbandOk: ['works'] }, says: { zh: '多为 IPTV 账号或组播问题', en: 'Most likely the IPTV account or multicast' } },
    ],
  },
  {
    id: 'mobile', serviceKind: 'mobile', categories: [],
    questions: [
      {
        id: 'mobileUse', zh: '受影响', en: 'Affected',
        answers: [{ id: 'calls', zh: '通话', en: 'Calls' }, { id: 'data', zh: '上网', en: 'Data' }, { id: 'both', zh: '都不行', en: 'Both' }],
      },
      {
        id: 'place', zh: '地点', en: 'Place',
        answers: [{ id: 'onePlace', zh: '仅一处', en: 'One place' }, { id: 'everywhere', zh: '到处', en: 'Everywhere' }, { id: 'underground', zh: '电梯地下', en: 'Lift, basement' }],
      },
      {
        id: 'simSwap', zh: '换机试卡', en: 'Card in another phone',
        answers: [{ id: 'same', zh: '同样', en: 'Same' }, { id: 'fine', zh: '正常', en: 'Works' }, untried],
      },
      {
        id: 'barred', zh: '停机', en: 'Barred',
        answers: [{ id: 'no', zh: '未停机', en: 'No' }, { id: 'yes', zh: '已停机', en: 'Yes' }, { id: 'unknown', zh: '不清楚', en: 'Unknown' }],
      },
    ],
    rules: [
      { when: { barred: ['yes'] }, says: { zh: '号码停机，先办复机', en: 'The number is barred; resume it first' } },
      { when: { simSwap: ['fine'] }, says: { zh: '多为手机问题，请检查设置或送修', en: 'Most likely the handset; check its settings' } },
      { when: { place: ['underground'] }, says: { zh: '地下弱覆盖，登记补点需求', en: 'Weak coverage underground; record the need' } },
      { when: { place: ['onePlace'] }, says: { zh: '多为该处基站或覆盖问题', en: 'Most likely the cell or coverage there' } },
      { when: { place: ['everywhere'], simSwap: ['same'] }, says: { zh: '多为卡或账户问题，可换卡', en: 'Most likely card or account; replace the card' } },
    ],
  },
  {
    id: 'circuit', serviceKind: 'circuit', categories: [],
    questions: [
      {
        id: 'sites', zh: '影响站点', en: 'Sites',
        answers: [{ id: 'one', zh: '一端', en: 'One end' }, { id: 'several', zh: '多个', en: 'Several' }, { id: 'all', zh: '全部', en: 'All' }],
      },
      {
        id: 'deviceLamps', zh: '设备告警灯', en: 'Equipment alarm',
        answers: [{ id: 'normal', zh: '正常', en: 'None' }, { id: 'alarm', zh: '有告警', en: 'Alarm' }, { id: 'unseen', zh: '没看', en: 'Not looked' }],
      },
      {
        id: 'power', zh: '本端电源', en: 'Power on site',
        answers: [{ id: 'on', zh: '正常', en: 'On' }, { id: 'off', zh: '断电', en: 'Off' }, { id: 'unchecked', zh: '没查', en: 'Not checked' }],
      },
    ],
    rules: [
      { when: { power: ['off'] }, says: { zh: '本端断电，先恢复供电', en: 'No power on site; restore it first' } },
      { when: { sites: ['several', 'all'] }, says: { zh: '多为局端或传输故障，立即升级', en: 'Most likely exchange or transmission; escalate at once' } },
      { when: { deviceLamps: ['alarm'] }, says: { zh: '多为接入段或设备故障', en: 'Most likely the access section or equipment' } },
      { when: { sites: ['one'], deviceLamps: ['normal'] }, says: { zh: '端口正常，查配置与对端', en: 'Ports look good; check configuration and the far end' } },
    ],
  },
];
