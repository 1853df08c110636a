import type { tickets as zh } from '../zh-CN/tickets.ts';
import type { Words } from '../words.ts';

export const tickets: Words<typeof zh> = {
};
