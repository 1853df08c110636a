import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let dir = '';
let users = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'line-'));
  users = join(dir, 'users.json');
  writeFileSync(users, '{"8001":"secret"}');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Runs the command until it ends, or until its first line when `ready` is given, which then ends it. */
function run(args: string[], ready?: (line: string) => Promise<void>): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stderr.on('data', (data: Buffer) => void (err += data.toString()));
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (ready !== undefined && out.includes('\n')) ready(out).then(() => child.kill('SIGTERM'), reject);
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('the command', () => {
  it('prints one JSON line when ready, and ends cleanly on SIGTERM', async () => {
    const { code, out } = await run(['--users', users, '--port', '0', '--control-port', '0'], async (line) => {
      const { ready, url, control } = JSON.parse(line) as { ready: boolean; url: string; control: string };
      expect([ready, /^ws:\/\/127\.0\.0\.1:\d+$/.test(url)]).toEqual([true, true]);
      expect((await fetch(`${control}/health`)).status).toBe(200);
      const taken = await run(['--users', users, '--port', new URL(url.replace('ws:', 'http:')).port, '--control-port', '0']);
      expect([taken.code, taken.err.includes('[PORT_TAKEN]')]).toEqual([1, true]);
    });
    expect([code, out.trim().split('\n').length]).toEqual([0, 1]);
  });
  it.each([
    ['no users file given', [], 'OPTION_INVALID'],
    ['a port that is none', ['--users', 'x', '--port', 'abc'], 'OPTION_INVALID'],
    ['an unknown option', ['--users', 'x', '--nope'], 'OPTION_INVALID'],
    ['an address others can reach', ['--users', 'x', '--host', '0.0.0.0'], 'ADDRESS_NOT_LOOPBACK'],
  ])('refuses %s', async (_, args, expected) => {
    const { code, err } = await run(args);
    expect([code, err.includes(`[${expected}]`)]).toEqual([1, true]);
  });
  it('has a help', async () => {
    const { code, out } = await run(['--help']);
    expect([code, out.includes('--users FILE')]).toEqual([0, true]);
  });
});
