import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../runtime/pins.ts';
import { SetupProblem, say } from '../setup/say.mjs';
import { offerBell } from './bell.ts';
import { endLeftovers, rememberProcesses } from './leftovers.ts';
import { type Service, startService } from './service.ts';

export interface StackOptions {
  /** Keeps databases, logs and the desktop's profile; `.demo` of the clone for a newcomer. */
  readonly stateDir: string;
  readonly hubPort: number;
  readonly trainingPort: number;
  /** Size of the city seeded when the state is new. */
  readonly customers: number;
}

/** The hub and the training line, with a seeded city. */
export interface Stack {
  readonly hub: Service;
  readonly training: Service;
  /** Resolves to exit code 1, after saying which, when one of them ends by itself. */
  readonly failed: Promise<number>;
  /** File with the demo accounts' passwords. */
  readonly accountsFile: string;
  /** Lets the person at the terminal start calls. */
  offerBell(): void;
  /** Also remembers this process for clearing up after a killed run. */
  add(name: string, pid: number): void;
  stop(): Promise<void>;
}

const program = (path: string): string => join(projectRoot, path);

/** Starts what the desktop talks to. Data of an earlier start is kept; processes of a killed one are ended first. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { stateDir } = options;
  mkdirSync(stateDir, { recursive: true });
  const listFile = join(stateDir, 'processes.json');
  const ended = await endLeftovers(listFile);
  if (ended.length > 0) say(`已停止上次残留的进程：${ended.join('、')}`, `Stopped what an earlier run left: ${ended.join(', ')}`);
  const hubState = join(stateDir, 'hub');
  const running: Service[] = [];
  const known: { name: string; pid: number }[] = [];
  const add = (name: string, pid: number): void => {
    known.push({ name, pid });
    rememberProcesses(listFile, known);
  };
  let stopping = false;
  let withdrawBell = (): void => {};
  const stop = async (): Promise<void> => {
    stopping = true;
    withdrawBell();
    for (const service of running.splice(0).toReversed()) await service.stop();
    rmSync(listFile, { force: true });
  };
  const start = async (name: string, command: readonly string[]): Promise<Service> => {
    const service = await startService({
      name,
      command: [process.execPath, ...command],
      env: {},
      logFile: join(stateDir, 'logs', `${name}.log`),
      readyWithinMs: 90_000,
    });
    running.push(service);
    add(name, service.pid);
    return service;
  };
  try {
    say('正在启动中心（内嵌 PostgreSQL，不可用于生产）…', 'Starting the hub (embedded PostgreSQL, not for production) …');
    const sipServer = `ws://127.0.0.1:${options.trainingPort}`;
    const hub = await start('hub', [program('server/main.ts'), '--state-dir', hubState, '--port', String(options.hubPort), '--sip-server', sipServer]);
    seedOnce(hubState, options.customers);
    say('正在启动培训线…', 'Starting the training line …');
    const training = await start('training-line', [
      program('server/training/main.ts'), '--users', join(hubState, 'sip-users.json'),
      '--port', String(options.trainingPort), '--control-port', String(options.trainingPort + 1),
    ]);
    const failed = Promise.race([hub, training].map((service) => service.ended.then(() => service.name))).then((name) => {
      if (!stopping) say(`${name} 意外退出，日志在 ${stateDir}/logs。`, `${name} ended by itself; its log is in ${stateDir}/logs.`);
      return 1;
    });
    const control = z.string().parse(training.ready['control']);
    const accountsFile = join(hubState, 'demo-accounts.json');
    const bell = (): void => {
      withdrawBell = offerBell(control, hubState);
    };
    return { hub, training, failed, accountsFile, offerBell: bell, add, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Seeds the city unless there is one. */
function seedOnce(hubState: string, customers: number): void {
  say(`正在准备演示城市（首次生成 ${customers} 名虚构客户）…`, `Preparing the demo city (${customers} synthetic customers the first time) …`);
  const args = [program('server/seed/main.ts'), '--if-empty', '--state-dir', hubState, '--customers', String(customers)];
  const result = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (result.status !== 0) throw new SetupProblem(`演示城市生成失败：\n${result.stderr}`, 'Seeding the demo city failed.');
}
