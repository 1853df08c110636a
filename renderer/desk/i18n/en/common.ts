import type { common as zh } from '../zh-CN/common.ts';
import type { Words } from '../words.ts';

export const common: Words<typeof zh> = {
  product: 'Wanhao',
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Retry',
  retryNow: 'Retry now',
  all: 'All',
  noNumber: 'Number withheld',
  outage: 'Outage',
  today: 'Today',
  yesterday: 'Yesterday',
  tomorrow: 'tomorrow',
  dash: '—',
};
