import type { notices as zh } from '../zh-CN/notices.ts';
import type { Words } from '../words.ts';

export const notices: Words<typeof zh> = { label: 'Notices', dismiss: 'Dismiss' };
