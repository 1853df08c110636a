import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startService } from './service.ts';

const logFile = (): string => join(mkdtempSync(join(tmpdir(), 'service-')), 'log');
const start = (script: string, file = logFile(), readyWithinMs = 10_000) =>
  startService({ name: 'demo', command: [process.execPath, '-e', script], env: { GREETING: 'hi' }, logFile: file, readyWithinMs });
/** A killed orphan may stay in the table as a zombie until its new parent collects it. */
const isAlive = (pid: number): boolean => {
  const state = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] : undefined;
  return state !== undefined && state !== 'Z';
};

describe('startService', () => {
  it('waits for the ready line, passes the environment and keeps the log', async () => {
    const file = logFile();
    const service = await start(`console.log('one ' + process.env.GREETING); console.log(JSON.stringify({ ready: true, url: 'x:1', more: 2 })); setInterval(() => {}, 1000)`, file);
    expect(service.url).toBe('x:1');
    expect(service.ready['more']).toBe(2);
    await service.stop();
    expect(isAlive(service.pid)).toBe(false);
    expect(readFileSync(file, 'utf8')).toContain('one hi');
  });

  it('shows what a program said that ended before it was ready', async () => {
    await expect(start(`console.error('port 5 is taken'); process.exit(1)`)).rejects.toThrow(/exit code 1[^]*port 5 is taken/);
  });

  it('gives up on a program that never gets ready, and ends it', async () => {
    await expect(start(`console.log('starting'); setInterval(() => {}, 1000)`, logFile(), 300)).rejects.toThrow(/not ready within 0.3 s[^]*starting/);
  });

  it('forces a program that does not want to stop, with its children', async () => {
    const service = await start(`
      process.on('SIGTERM', () => {});
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      console.log(JSON.stringify({ ready: true, url: 'x', child: child.pid })); setInterval(() => {}, 1000)`);
    const child = service.ready['child'];
    await service.stop(200);
    expect(typeof child === 'number' && isAlive(child)).toBe(false);
  });
});
