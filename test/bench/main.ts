import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeProblem } from '#shared/contract/errors.ts';
import { runBench, type BenchResult } from './bench.ts';
import { helpText, readOptions } from './options.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function summary(result: BenchResult): string {
  const { n, p50, p95, floor, ratio, aim, parts, missed, machine, sizes } = result;
  return [
    `INVITE → 画出卡片 card painted  n=${n}  p50 ${p50} ms  p95 ${p95} ms  max ${result.max} ms`,
    `裸管道基线 bare floor            n=${floor.n}  p50 ${floor.p50} ms  p95 ${floor.p95} ms`,
    `p95 / floor p95                ${ratio}   目标 aim: p95 ≤ ${aim.p95} ms, ≤ ${aim.ratio}×: ${aim.met ? '达到 met' : '未达到 missed'}`,
    ...Object.entries(parts).map(([name, spread]) => `  ${name.padEnd(28)} p50 ${spread.p50} ms  p95 ${spread.p95} ms`),
    `${sizes.customers} 客户 customers · ${machine.cpu} ×${machine.cores} · Electron ${machine.electron} · load ${machine.load.before} → ${machine.load.after}`,
    ...missed.map((why) => `漏测 missed: ${why}`),
    '',
  ].join('\n');
}

async function run(): Promise<number> {
  const read = readOptions(process.argv.slice(2));
  if (!read.ok) {
    say(`${describeProblem(read.problem, 'zh-CN')}\n${describeProblem(read.problem, 'en')} [${read.problem.code}]`);
    return 1;
  }
  if (read.value === 'help') {
    process.stdout.write(helpText);
    return 0;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { json, customers, calls } = read.value;
  try {
    const result = await runBench({ customers, calls, say, stopped: stop.signal });
    if (json !== undefined) {
      mkdirSync(dirname(json), { recursive: true });
      writeFileSync(json, `${JSON.stringify(result, null, 2)}\n`);
    }
    process.stdout.write(summary(result));
    return result.missed.length === 0 ? 0 : 1;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    say('已停止 · stopped');
    return 130;
  }
}

process.exitCode = await run();
