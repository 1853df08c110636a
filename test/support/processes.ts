import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { until } from './until.ts';

const root = resolve(import.meta.dirname, '../..');
const running = new Set<ChildProcess>();

/** One of the project's programs as a process of its own. */
export interface Ran {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
}

/** Starts a program on this Node; `input` is its whole standard input. DATABASE_URL is taken from `env` only. */
export function run(script: string, args: readonly string[], options: { readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {}): Ran {
  const { DATABASE_URL: _unset, ...rest } = process.env;
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, env: { ...rest, ...options.env }, stdio: 'pipe' });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  running.add(child);
  child.once('exit', () => running.delete(child));
  return { child, out: () => out, err: () => err };
}

/** The exit code, once it and all it printed are there. */
export async function finished(ran: Ran): Promise<number | null> {
  await until('the process ends', () => hasEnded(ran.child) && ran.child.stdout?.closed !== false && ran.child.stderr?.closed !== false, 90_000);
  return ran.child.exitCode;
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  await gone;
}

/** Ends what a test left running. */
export async function endAll(): Promise<void> {
  for (const child of running) await end(child, 'SIGTERM');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
