import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLog } from './log-file.ts';

const folder = (): string => join(mkdtempSync(join(tmpdir(), 'wanhao-log-')), 'logs');

it('writes redacted lines', () => {
  const dir = folder();
  openLog(dir, () => 0)('warn', 'call.failed', { from: '13800138000', status: 486, why: 'busy 13800138000' });
  expect(JSON.parse(readFileSync(join(dir, 'desk.log'), 'utf8'))).toEqual({
    at: '1970-01-01T00:00:00.000Z', level: 'warn', event: 'call.failed', detail: { from: '[…]', status: 486, why: 'busy […00]' },
  });
});

it('keeps a bounded number of files, and carries on in the open one after a restart', () => {
  const dir = folder();
  const limits = { fileSize: 300, keep: 2 };
  for (let n = 0; n < 20; n += 1) openLog(dir, () => 0, limits)('info', `event-${n}`);
  expect(readdirSync(dir).toSorted()).toEqual(['desk.1.log', 'desk.2.log', 'desk.log']);
  expect(readFileSync(join(dir, 'desk.log'), 'utf8')).toContain('event-19');
});

it('never throws', () => {
  expect(() => openLog('/dev/null/wanhao', () => 0)('error', 'x')).not.toThrow();
});
