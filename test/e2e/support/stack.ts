import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../scripts/runtime/pins.ts';
import { startService, type Service } from '../../../scripts/stack/service.ts';
import { HubObserver } from './hub-observer.ts';
import { TrainingControl } from './training-line.ts';
import { writeVoice } from './voice.ts';

const accountsSchema = z.array(z.object({ agentNo: z.string(), password: z.string(), role: z.string(), name: z.string() }));
export type DemoAccount = z.infer<typeof accountsSchema>[number];

const callersSchema = z.looseObject({
  known: z.object({ number: z.string(), customerId: z.string(), name: z.string() }),
  shared: z.object({ number: z.string(), customerIds: z.array(z.string()) }),
  unknown: z.object({ number: z.string() }),
  inOutage: z.object({ number: z.string(), customerId: z.string() }),
  more: z.array(z.object({ number: z.string(), customerId: z.string() })),
});
export type DemoCallers = z.infer<typeof callersSchema>;

export interface StackOptions {
  readonly customers: number;
  /** Says what is going on; the demo and the benchmark print it. */
  readonly say?: (text: string) => void;
}

/** A hub with a seeded city and a training line, in a folder of their own, as processes of their own. */
export class Stack {
  readonly stateDir: string;
  readonly control: TrainingControl;
  readonly sipUrl: string;
  readonly hubUrl: string;
  /** WAV file for the fake microphone. */
  readonly voiceFile: string;
  private hub: Service | null;
  private readonly training: Service;
  private readonly hubPort: number;

  constructor(parts: { stateDir: string; hub: Service; hubPort: number; training: Service; voiceFile: string }) {
    this.stateDir = parts.stateDir;
    this.hub = parts.hub;
    this.hubPort = parts.hubPort;
    this.hubUrl = parts.hub.url;
    this.training = parts.training;
    this.sipUrl = parts.training.url;
    this.control = new TrainingControl(z.string().parse(parts.training.ready['control']));
    this.voiceFile = parts.voiceFile;
  }

  get hubState(): string {
    return join(this.stateDir, 'hub');
  }

  get accounts(): readonly DemoAccount[] {
    return accountsSchema.parse(readJson(join(this.hubState, 'demo-accounts.json')));
  }

  get callers(): DemoCallers {
    return callersSchema.parse(readJson(join(this.hubState, 'demo-callers.json')));
  }

  account(agentNo: string): DemoAccount {
    const found = this.accounts.find((account) => account.agentNo === agentNo);
    if (found === undefined) throw new Error(`no demo account ${agentNo}`);
    return found;
  }

  observer(): HubObserver {
    return new HubObserver(this.hubUrl, this.account('8600'));
  }

  get isHubUp(): boolean {
    return this.hub !== null;
  }

  /** An orderly stop of the hub and its database. */
  async stopHub(): Promise<void> {
    const hub = this.hub;
    this.hub = null;
    await hub?.stop();
  }

  /** Brings the hub back with its data, on the same port. */
  async startHub(): Promise<void> {
    this.hub ??= await startHub(this.stateDir, this.hubPort, this.sipUrl);
  }

  async stop(): Promise<void> {
    await this.training.stop();
    await this.stopHub();
    rmSync(this.stateDir, { recursive: true, force: true });
  }
}

export async function launchStack(options: StackOptions): Promise<Stack> {
  const say = options.say ?? (() => undefined);
  const stateDir = mkdtempSync(join(tmpdir(), 'wanhao-stack-'));
  // PostgreSQL runs as a user of its own where we are root, and must reach its data.
  chmodSync(stateDir, 0o755);
  mkdirSync(join(stateDir, 'logs'));
  const voiceFile = join(stateDir, 'voice.wav');
  writeVoice(voiceFile);
  chmodSync(voiceFile, 0o644);
  const [hubPort, sipPort] = [await freePort(), await freePort()];
  say(`hub and PostgreSQL, ${options.customers} customers …`);
  const hub = await startHub(stateDir, hubPort, `ws://127.0.0.1:${sipPort}`);
  let training: Service | null = null;
  try {
    const seeded = spawnSync(
      process.execPath,
      [join(projectRoot, 'server/seed/main.ts'), '--state-dir', join(stateDir, 'hub'), '--customers', String(options.customers), '--seed', '1'],
      { encoding: 'utf8' },
    );
    if (seeded.status !== 0) throw new Error(`seeding failed: ${seeded.stderr}`);
    training = await startService({
      name: 'training-line',
      command: [
        process.execPath, join(projectRoot, 'server/training/main.ts'), '--users', join(stateDir, 'hub', 'sip-users.json'),
        '--port', String(sipPort), '--control-port', '0',
      ],
      env: {}, logFile: join(stateDir, 'logs', 'training-line.log'), readyWithinMs: 30_000,
    });
    return new Stack({ stateDir, hub, hubPort, training, voiceFile });
  } catch (error) {
    await training?.stop();
    await hub.stop();
    throw error;
  }
}

function startHub(stateDir: string, port: number, sipUrl: string): Promise<Service> {
  return startService({
    name: 'hub',
    command: [process.execPath, join(projectRoot, 'server/main.ts'), '--state-dir', join(stateDir, 'hub'), '--port', String(port), '--sip-server', sipUrl],
    env: {}, logFile: join(stateDir, 'logs', 'hub.log'), readyWithinMs: 60_000,
  });
}

/** Below the range from which systems hand out ports for outgoing connections: those would be taken in between. */
const PORTS = { from: 20_000, to: 30_000 } as const;

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise<void>((resolve) => server.close(() => resolve()));
    if (free) return port;
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
