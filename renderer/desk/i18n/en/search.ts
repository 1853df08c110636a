import type { search as zh } from '../zh-CN/search.ts';
import type { Words } from '../words.ts';

export const search: Words<typeof zh> = {
};
