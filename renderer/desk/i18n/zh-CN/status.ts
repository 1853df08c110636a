export const status = {
  pending: '待同步 {{count}}', rejected: '被退回 {{count}}', fresh: '数据更新于 {{time}}', stale: '数据停在 {{time}}', none: '还没有本机资料',
  firstSync: '首次同步 {{percent}}%', outages: '群障 {{count}}', outagesAsOf: '群障 {{count}}（{{time}}）',
  registered: '分机 {{user}} 已注册', unregistered: '分机未注册', hub: '中心 {{ms}} ms', offlineLeft: '离线授权剩 {{time}}', hours: '{{count}} 小时', minutes: '{{count}} 分钟',
  shortcuts: '快捷键', version: 'v{{version}}', disk: '本机数据故障',
} as const;
