import type { outbox as zh } from '../zh-CN/outbox.ts';
import type { Words } from '../words.ts';

export const outbox: Words<typeof zh> = {
};
