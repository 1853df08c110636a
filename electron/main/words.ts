import type { Language } from '#shared/contract/errors.ts';

/** The few words the shell itself shows: tray, native question. Everything else is said by the desk. */
export const shellWords = {
  'zh-CN': {
    product: '万号',
    open: '打开坐席台',
    quit: '退出',
    closeTitle: '关闭万号？',
    closeInCall: '正在通话。退出会挂断通话。',
    closeUnsent: '还有 {count} 项没有上传；它们会留在本机，下次签入后继续上传。',
    stay: '返回',
    leave: '退出',
  },
  en: {
    product: 'Wanhao Desk',
    open: 'Open the desk',
    quit: 'Quit',
    closeTitle: 'Close Wanhao Desk?',
    closeInCall: 'A call is in progress. Quitting hangs it up.',
    closeUnsent: '{count} items are not sent yet; they stay on this desk and go out after the next sign-in.',
    stay: 'Go back',
    leave: 'Quit',
  },
} as const satisfies Record<Language, Record<string, string>>;
