/** Words used in several places. */
export const common = {
  product: '万号',
  close: '关闭',
  cancel: '取消',
  retry: '重试',
  retryNow: '立即重试',
  all: '全部',
  noNumber: '未显示号码',
  outage: '群障',
  today: '今天',
  yesterday: '昨日',
  tomorrow: '明天',
  dash: '—',
} as const;
