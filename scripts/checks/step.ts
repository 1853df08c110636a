import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../runtime/pins.ts';

/** One independent check; resolves to what is wrong, empty when nothing is. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<string>;
}

export interface StepResult {
  readonly name: string;
  readonly problem: string;
  /** Wall time in ms. */
  readonly ms: number;
}

/** A step that runs one of the project's command-line tools and fails on its exit code. */
export function toolStep(name: string, tool: string, args: readonly string[]): Step {
  return {
    name,
    run: () =>
      new Promise((resolve, reject) => {
        const child = spawn(join(projectRoot, 'node_modules', '.bin', tool), args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
        child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
        child.on('error', reject);
        child.on('close', (code) => resolve(code === 0 ? '' : output.trim() || `${tool} ended with code ${code ?? 'none'}`));
      }),
  };
}

/** Runs the steps, as many at a time as there are processors, and reports each as it ends. */
export async function runSteps(steps: readonly Step[], report: (result: StepResult) => void): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const start = performance.now();
      const problem = await step.run().catch((error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)));
      const result = { name: step.name, problem, ms: Math.round(performance.now() - start) };
      results.push(result);
      report(result);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}
