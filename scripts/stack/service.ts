import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { SetupProblem } from '../setup/say.mjs';

/** What a service prints, as one line, once it can be used. Further fields pass through. */
const readySchema = z.looseObject({ ready: z.literal(true), url: z.string() });

export interface ServiceOptions {
  readonly name: string;
  /** Program and arguments. */
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /** Receives all it prints. */
  readonly logFile: string;
  /** How long it may take to be ready, in ms. */
  readonly readyWithinMs: number;
}

export interface Service {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** The ready line with all its fields. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Resolves when the process has ended, wanted or not. */
  readonly ended: Promise<void>;
  /** Asks it to end, and after `graceMs` (15 s) forces its whole process group. */
  stop(graceMs?: number): Promise<void>;
}

/** A process of the group the child leads may outlive the child; nothing to kill is fine too. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Starts a program in a process group of its own (Ctrl+C in the terminal reaches us, not it: we stop
 * things in order) and waits for its ready line.
 * @throws SetupProblem with the last lines it printed, when it ends first or takes too long
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const [program, ...args] = options.command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, ...options.env } });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      log.end();
      resolve();
    });
    child.on('error', () => resolve());
  });
  const pid = child.pid;
  if (pid === undefined) throw new SetupProblem(`${options.name} 无法启动。`, `${options.name} cannot be started.`);
  const stop = async (graceMs = 15_000): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  };
  try {
    const ready = await readyLine(child, options, (line) => log.write(`${line}\n`));
    return { name: options.name, url: ready.url, pid, ready, ended, stop };
  } catch (error) {
    await stop(5_000);
    throw error;
  }
}

function readyLine(child: ChildProcess, options: ServiceOptions, log: (line: string) => void): Promise<z.infer<typeof readySchema>> {
  const last: string[] = [];
  const keep = (line: string): void => {
    log(line);
    last.push(line);
    if (last.length > 20) last.shift();
  };
  return new Promise((resolve, reject) => {
    const fail = (zh: string, en: string): void => reject(new SetupProblem(`${options.name} ${zh}`, `${options.name} ${en}\n${last.join('\n')}`));
    const timer = setTimeout(() => fail('启动超时。', `was not ready within ${options.readyWithinMs / 1000} s.`), options.readyWithinMs);
    if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', keep);
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        keep(line);
        const ready = readySchema.safeParse(parseJson(line));
        if (!ready.success) return;
        clearTimeout(timer);
        resolve(ready.data);
      });
    }
    child.on('close', (code) => {
      clearTimeout(timer);
      fail('未能启动。', `did not start (exit code ${code ?? 'none'}).`);
    });
  });
}

function parseJson(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
