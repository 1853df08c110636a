import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fail, ok, type Result } from '#shared/lib/result.ts';

export const helpText = `弹屏测速：INVITE 离开培训线 → 坐席台画出来电卡片；同场测出裸管道基线。
Screen-pop benchmark: from the INVITE leaving the training line to the card painted in the real desk,
beside the bare MessagePort-and-paint floor of the same run. How it measures: docs/BENCHMARKS.md

  npm run bench:pop -- [--customers N] [--calls N] [--json FILE]

  --customers N   本机库中的客户数，500 – 1000000 · customers in the desk's store (100000)
  --calls N       来电次数，1 – 150，来电人互不相同 · calls, each from another known customer (100)
  --json FILE     结果文件 · where the result goes, as JSON

有来电漏测时退出码为 1 · Exit code 1 when a call was missed. 目标未达到不算失败 · A missed aim is reported, not a failure.
`;

/** The city's callers file holds at most 200 callers; the first ones warm up. */
export const MOST_CALLS = 150;

const schema = z.object({
  customers: z.coerce.number().int().min(500).max(1_000_000),
  calls: z.coerce.number().int().min(1).max(MOST_CALLS),
  json: z.string().min(1).transform((file) => (isAbsolute(file) ? file : resolve(file))).optional(),
});
export type BenchOptions = z.infer<typeof schema>;

/** @returns OPTION_INVALID for whatever cannot be understood */
export function readOptions(argv: readonly string[]): Result<BenchOptions | 'help'> {
  let values: { readonly help?: boolean; readonly customers: string; readonly calls: string; readonly json?: string };
  try {
    values = parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean', short: 'h' },
        customers: { type: 'string', default: '100000' },
        calls: { type: 'string', default: '100' },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message : 'invalid';
    return fail('OPTION_INVALID', { option: /'(-[^ ']+)/.exec(why)?.[1] ?? '?', why });
  }
  if (values.help === true) return ok('help');
  const parsed = schema.safeParse(values);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail('OPTION_INVALID', { option: `--${String(issue?.path[0] ?? '?')}`, why: issue?.message ?? 'invalid' });
}
