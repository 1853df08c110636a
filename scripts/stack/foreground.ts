import { spawn } from 'node:child_process';
import { projectRoot } from '../runtime/pins.ts';

/**
 * Runs a program on this terminal; resolves to its exit code. Ctrl+C at a terminal reaches it by itself,
 * other signals are passed on, while we wait: the caller still gets to close what it opened.
 */
export async function foreground(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(program, args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  const interrupt = (): void => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  };
  const passOn = (): void => void child.kill('SIGTERM');
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', passOn);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', passOn);
  }
}
