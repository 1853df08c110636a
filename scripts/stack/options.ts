import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../runtime/pins.ts';
import { SetupProblem } from '../setup/say.mjs';
import type { StackOptions } from './stack.ts';

function wholeNumber(name: string, text: string, lowest: number, highest: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= lowest && value <= highest) return value;
  throw new SetupProblem(`--${name} 必须是 ${lowest} 到 ${highest} 的整数。`, `--${name} must be a whole number from ${lowest} to ${highest}.`);
}

/** Options of `npm start` and `npm run dev`. */
export function parseStackOptions(argv: readonly string[]): StackOptions {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        customers: { type: 'string', default: '2000' },
        'hub-port': { type: 'string', default: '7310' },
        'training-port': { type: 'string', default: '7360' },
      },
    });
    return {
      stateDir: join(projectRoot, '.demo'),
      customers: wholeNumber('customers', values.customers, 10, 5_000_000),
      hubPort: wholeNumber('hub-port', values['hub-port'], 1, 65_535),
      trainingPort: wholeNumber('training-port', values['training-port'], 1, 65_535),
    };
  } catch (error) {
    if (error instanceof SetupProblem || !(error instanceof Error)) throw error;
    throw new SetupProblem(`参数有误：${error.message}`, `Bad option: ${error.message}`);
  }
}
