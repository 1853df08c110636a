import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** A process this clone started; `startTicks` tells it from a later process with the same id. */
const processSchema = z.object({ name: z.string(), pid: z.number().int().positive(), startTicks: z.string() });
const listSchema = z.array(processSchema);
type Started = z.infer<typeof processSchema>;

/** Start time of a live process in kernel ticks; undefined when there is none, or no /proc. */
function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

const isAlive = (item: Started): boolean => startTicks(item.pid) === item.startTicks;

function readList(file: string): Started[] {
  if (!existsSync(file)) return [];
  try {
    return listSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}

/** Notes what is running, so that the next start can clear up if this one is killed. */
export function rememberProcesses(file: string, processes: readonly { readonly name: string; readonly pid: number }[]): void {
  mkdirSync(dirname(file), { recursive: true });
  const list = processes.flatMap(({ name, pid }) => {
    const ticks = startTicks(pid);
    return ticks === undefined ? [] : [{ name, pid, startTicks: ticks }];
  });
  writeFileSync(file, JSON.stringify(list));
}

/**
 * Ends what a killed run left behind: TERM first (a hub then closes its database), KILL after `graceMs`.
 * @returns the names of what was ended
 */
export async function endLeftovers(file: string, graceMs = 10_000): Promise<string[]> {
  const found = readList(file).filter(isAlive);
  for (const item of found) process.kill(item.pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (found.some(isAlive) && Date.now() < deadline) await delay(50);
  for (const item of found.filter(isAlive)) process.kill(item.pid, 'SIGKILL');
  rmSync(file, { force: true });
  return found.map((item) => item.name);
}
