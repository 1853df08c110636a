import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchStack } from '../e2e/support/stack.ts';
import { DemoReport } from './report.ts';
import { Story, stepNames } from './story.ts';

const CUSTOMERS = 2_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run demo -- --out DIR`: drives the real desktop through the main job; exit 0 only if every step was observed. */
async function run(): Promise<number> {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'out/demo' } } });
  const out = resolve(values.out);
  const report = new DemoReport(out, stepNames, say);
  const stack = await launchStack({ customers: CUSTOMERS, say });
  const story = new Story(stack, report);
  try {
    await story.run();
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await story.close();
    await stack.stop();
  }
  const complete = report.finish();
  say(complete ? `每一步都已看到 · every step was observed: ${out}/report.json` : `有步骤没有看到 · not every step was observed: ${out}/report.json`);
  return complete ? 0 : 1;
}

process.exitCode = await run();
