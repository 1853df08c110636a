import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endLeftovers, rememberProcesses } from './leftovers.ts';

const listFile = (): string => join(mkdtempSync(join(tmpdir(), 'leftovers-')), 'processes.json');

describe('leftovers of a killed run', () => {
  it('are ended by the next one', async () => {
    const file = listFile();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const gone = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
    if (child.pid === undefined) throw new Error('no child');
    rememberProcesses(file, [{ name: 'hub', pid: child.pid }]);
    expect(await endLeftovers(file)).toEqual(['hub']);
    expect(await gone).toBe('SIGTERM');
    expect(await endLeftovers(file)).toEqual([]);
  });

  it('never touch another process that has the same id by now', async () => {
    const file = listFile();
    writeFileSync(file, JSON.stringify([{ name: 'hub', pid: process.pid, startTicks: '1' }]));
    expect(await endLeftovers(file)).toEqual([]);
  });
});
