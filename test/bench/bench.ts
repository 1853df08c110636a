import { launchDesk, type DeskApp } from '../e2e/support/desk-app.ts';
import { launchStack, type Stack } from '../e2e/support/stack.ts';
import { offsetOf, pageClock } from './clock.ts';
import { watchDesk } from './desk-watch.ts';
import { rounded, spreadOf, type Spread } from './figures.ts';
import { layFloor, type Way } from './floor.ts';
import { describeMachine, load, storeSizes, type Machine } from './machine.ts';
import { ringOnce, touchFloor, type Offsets, type Pop, type Rig } from './measure.ts';
import { watchPhone } from './phone-watch.ts';
import { makeReady } from './ready.ts';

/** Aims of the product: the 95th percentile in ms, and how many times the floor's it may be. */
const AIM = { p95: 60, ratio: 3 };
const AGENT = '8001';
/** Calls and floor samples before the first that counts: code that has never run is compiled by them. */
const WARM_UP = 5;

type Part = 'inviteToPhone' | 'phoneToDesk' | 'deskToCommit' | 'commitToPaint';
const parts: readonly Part[] = ['inviteToPhone', 'phoneToDesk', 'deskToCommit', 'commitToPaint'];

/** The file; all times in ms. docs/BENCHMARKS.md says what each means. */
export interface BenchResult extends Spread {
  readonly n: number;
  readonly floor: Spread & { readonly n: number; readonly viaUtilityProcess: Spread };
  /** p95 over the floor's p95. */
  readonly ratio: number;
  readonly aim: typeof AIM & { readonly met: boolean };
  readonly machine: Machine;
  readonly sizes: { readonly customers: number; readonly callers: number; readonly cacheMb: number; readonly outboxMb: number };
  readonly parts: Readonly<Record<Part, Spread>>;
  readonly missed: readonly string[];
  /** Totals of the calls that warmed up, in order; not counted. */
  readonly warmUp: readonly number[];
  /** Each clock against the driver's, ± error; `drift` by the end of the run. */
  readonly clocks: Readonly<Record<keyof Offsets, { readonly offset: number; readonly error: number; readonly drift: number }>>;
  readonly samples: readonly number[];
  readonly floorSamples: readonly number[];
}

export interface BenchJob {
  readonly customers: number;
  readonly calls: number;
  readonly say: (text: string) => void;
  readonly stopped: AbortSignal;
}

export async function runBench(job: BenchJob): Promise<BenchResult> {
  job.say(`启动中心和培训线，生成 ${job.customers} 位客户 · hub, training line and a city of ${job.customers} …`);
  const stack = await launchStack({ customers: job.customers });
  try {
    job.stopped.throwIfAborted();
    const app = await launchDesk({ stack });
    try {
      return await measure(job, stack, app);
    } finally {
      await app.close();
    }
  } finally {
    await stack.stop();
  }
}

async function measure(job: BenchJob, stack: Stack, app: DeskApp): Promise<BenchResult> {
  const { say } = job;
  const callers = stack.callers.more.slice(0, WARM_UP + job.calls);
  if (callers.length < WARM_UP + job.calls) throw new Error(`the city has only ${callers.length} callers with one match`);
  const [desk, phone] = [await app.desk(), await app.phone()];
  await desk.locator('input[name="agentNo"]').waitFor();
  await watchDesk(desk);
  await watchPhone(phone);
  say('签入，首次同步 · signing in, first sync …');
  await makeReady({ ...job, stack, app, desk, agent: AGENT });
  await layFloor(app, desk, phone);
  const machine = await describeMachine(app, desk);
  const clocks = async (): Promise<Offsets> => ({
    training: await offsetOf(() => stack.control.now()), phone: await offsetOf(pageClock(phone)), desk: await offsetOf(pageClock(desk)),
  });
  const offsets = await clocks();
  const rig: Rig = { desk, phone, control: stack.control, agent: AGENT, offsets };

  const [warmUp, pops, missed]: [number[], Pop[], string[]] = [[], [], []];
  const floor: Record<Way, number>[] = [];
  for (const [index, caller] of callers.entries()) {
    job.stopped.throwIfAborted();
    const bare = await touchFloor(rig);
    const outcome = await ringOnce(rig, caller);
    if (index >= WARM_UP) floor.push(bare);
    if (outcome.kind === 'missed') missed.push(outcome.why);
    else if (index < WARM_UP) warmUp.push(rounded(outcome.pop.total));
    else pops.push(outcome.pop);
    const called = index + 1 - WARM_UP;
    if (called > 0 && (called % 10 === 0 || called === job.calls) && pops.length > 0) {
      say(`${called}/${job.calls} · p50 ${spreadOf(pops.map((pop) => pop.total)).p50} ms · floor ${spreadOf(floor.map((one) => one.direct)).p50} ms`);
    }
  }
  if (pops.length === 0) throw new Error(`no call was painted: ${[...new Set(missed)].join(', ')}`);
  const later = await clocks();
  const drifted = (name: keyof Offsets): { offset: number; error: number; drift: number } => ({
    offset: rounded(offsets[name].ms), error: rounded(offsets[name].error), drift: rounded(later[name].ms - offsets[name].ms),
  });
  const direct = floor.map((one) => one.direct);
  const [total, ground] = [spreadOf(pops.map((pop) => pop.total)), spreadOf(direct)];
  const ratio = rounded(total.p95 / ground.p95);
  return {
    n: pops.length, ...total,
    floor: { n: direct.length, ...ground, viaUtilityProcess: spreadOf(floor.map((one) => one.viaUtilityProcess)) },
    ratio,
    aim: { ...AIM, met: missed.length === 0 && total.p95 <= AIM.p95 && ratio <= AIM.ratio },
    machine: { ...machine, load: { before: machine.load.before, after: load() } },
    sizes: { customers: job.customers, callers: callers.length, ...storeSizes(app) },
    parts: Object.fromEntries(parts.map((part) => [part, spreadOf(pops.map((pop) => pop[part]))])) as Record<Part, Spread>,
    missed, warmUp,
    clocks: { training: drifted('training'), phone: drifted('phone'), desk: drifted('desk') },
    samples: pops.map((pop) => rounded(pop.total)),
    floorSamples: direct.map(rounded),
  };
}
