import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { SetupProblem } from '../setup/say.mjs';

/** A screen for programs to draw on. */
export interface Display {
  /** To be merged over the environment of what draws. */
  readonly env: Readonly<Record<string, string>>;
  readonly virtual: boolean;
  close(): Promise<void>;
}

/** True when this session can show windows. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** The session's own screen, or a virtual one (Xvfb, 1920 × 1080) where it has none. */
export async function openDisplay(): Promise<Display> {
  if (hasDisplay()) return { env: {}, virtual: false, close: async () => {} };
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const number = await displayNumber(child);
  return { env: { DISPLAY: `:${number}` }, virtual: true, close: () => stop(child) };
}

function displayNumber(child: ChildProcess): Promise<string> {
  const problem = new SetupProblem(
    '没有显示器，虚拟显示器 Xvfb 也无法启动。请运行：sudo apt-get install -y xvfb',
    'There is no display, and Xvfb, the virtual one, did not start. Run: sudo apt-get install -y xvfb',
  );
  return new Promise((resolve, reject) => {
    const pipe = child.stdio[3] as Readable;
    let text = '';
    pipe.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
    child.on('error', () => reject(problem));
    child.on('exit', () => reject(problem));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
