import type { ui as zh } from '../zh-CN/ui.ts';
import type { Words } from '../words.ts';

export const ui: Words<typeof zh> = {
  sla: { left: '{{time}} left', over: '{{time}} over', days: '{{days}} d {{rest}}' },
};
