export const idle = {
  greeting: { night: '夜深了，{{name}}', morning: '上午好，{{name}}', noon: '中午好，{{name}}', afternoon: '下午好，{{name}}', evening: '晚上好，{{name}}' },
  figures: {
    label: '今日数据',
    answered: '接听', answeredValue: '{{count}} 通', averageTalk: '平均通话', averageAcw: '话后', acwLimit: '上限 01:00', tickets: '受理工单', ticketsValue: '{{count}} 件',
    here: '今天，本机', waiting: '待同步 {{count}}',
  },
  tickets: { title: '我的在途工单', by: '按时限 · 共 {{count}}', open: '打开工单', empty: '没有在途工单', emptyMore: '受理的工单会按时限排在这里', chasers: '催 {{count}}', pending: '待上传', inFlight: '上传中', rejected: '被退回' },
  outages: { title: '群障', count: '{{count}} 起', empty: '本区没有群障', expected: '预计 {{time}} 恢复', unknownEnd: '恢复时间未定', affected: '{{count}} 户', since: '{{time}} 起', status: { open: '待处理', repairing: '抢修中', resolved: '已恢复' } },
  firstSync: {
    title: '首次同步', about: '这台电脑第一次由您使用，资料加密存放', rows: '{{done}} / {{total}} 条', rate: '{{rate}} 条/秒', left: '约剩 {{time}}', estimating: '估算中',
    waiting: '等待中心', now: '现在就能用', after: '同步完才有', calls: '接听、外呼', intake: '障碍受理（在线与离线）', pop: '来电弹屏', popPart: '已到 {{percent}}%', offlinePop: '中心断开时弹屏与检索', foot: '断网、关机都从断点续传。',
  },
} as const;
