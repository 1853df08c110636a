import { utilityProcess, type MessagePortMain } from 'electron';
import type { Log } from '../log/log-file.ts';
import type { DataProcess, DataProcessEvents } from './data-room.ts';

/** Starts the data room's process. It gets no more of the environment than a locale and a time zone. */
export function forkDataProcess(modulePath: string, log: Log, events: DataProcessEvents): DataProcess<MessagePortMain> {
  const child = utilityProcess.fork(modulePath, [], { serviceName: 'Wanhao Desk data', stdio: 'pipe', env: plainEnvironment(process.env) });
  child.on('message', events.onMessage);
  child.on('exit', events.onExit);
  child.stdout?.on('data', (chunk: Buffer) => log('info', 'data.output', { line: chunk.toString('utf8').trim() }));
  child.stderr?.on('data', (chunk: Buffer) => log('warn', 'data.output', { line: chunk.toString('utf8').trim() }));
  return {
    post: (message, ports) => child.postMessage(message, ports === undefined ? undefined : [...ports]),
    kill: () => void child.kill(),
  };
}

function plainEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = ['TZ', 'LANG', 'LC_ALL', 'SystemRoot', 'TMPDIR', 'TEMP'];
  return Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
