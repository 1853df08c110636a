import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { describeProblem } from '#shared/contract/errors.ts';
import { fail, ok, type Problem, type Result } from '#shared/lib/result.ts';
import { buildControl } from './control.ts';
import { buildTrainingLine, isLoopback } from './line.ts';
import { UsersFile } from './users.ts';

const HELP = `培训线：为软电话注册并模拟来电，只监听本机。不是生产 SIP 边界。
The training line: registers softphones over ws and rings them. Loopback only; not a production SIP edge.

  npm run training-line -- --users FILE [--port 5066] [--control-port 5067] [--host 127.0.0.1]

  --users FILE         分机和口令的 JSON（{"8001":"…"}），变化后自动重读 · extensions and passwords, re-read on change
  --port N             SIP over WebSocket，0 为任意空闲端口 · 0 takes a free one
  --control-port N     HTTP 控制口 · control API: POST /calls, GET|DELETE /calls/:id, GET /registrations, POST /faults
  --host ADDRESS       只能是回环地址 · loopback only

就绪后输出一行 JSON · prints one JSON line when ready: {"ready":true,"url":"ws://…","control":"http://…"}
`;

const options = z.object({
  users: z.string().min(1),
  host: z.string().min(1),
  port: z.coerce.number().int().min(0).max(65_535),
  'control-port': z.coerce.number().int().min(0).max(65_535),
});

function readOptions(args: readonly string[]): Result<z.infer<typeof options> | 'help'> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        users: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '5066' },
        'control-port': { type: 'string', default: '5067' },
      },
    });
    if (values.help === true) return ok('help');
    const parsed = options.safeParse(values);
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    return fail('OPTION_INVALID', { option: `--${String(issue?.path[0] ?? '?')}`, why: issue?.code ?? 'invalid' });
  } catch (error) {
    return fail('OPTION_INVALID', { option: args.join(' '), why: error instanceof Error ? error.message : 'invalid' });
  }
}

async function run(): Promise<Problem | null> {
  const read = readOptions(process.argv.slice(2));
  if (!read.ok) return read.problem;
  if (read.value === 'help') {
    process.stdout.write(HELP);
    return null;
  }
  const { users: path, host, port, 'control-port': controlPort } = read.value;
  if (!isLoopback(host)) return { code: 'ADDRESS_NOT_LOOPBACK' };
  const onFault = (where: string, issue: string): void => void process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), where, issue })}\n`);
  const users = new UsersFile(path, onFault);
  const clock = (): number => performance.timeOrigin + performance.now();
  const line = buildTrainingLine({ password: (user) => users.password(user), secret: randomBytes(32), clock, onFault });
  const listening = await line.listen(host, port);
  if (!listening.ok) return listening.problem;
  const control = buildControl(line);
  try {
    await control.listen({ host, port: controlPort });
  } catch (error) {
    await line.close();
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'listen';
    return code === 'EADDRINUSE' ? { code: 'PORT_TAKEN', params: { port: controlPort } } : { code: 'INTERNAL', params: { ref: code } };
  }
  const bound = (control.server.address() as AddressInfo).port;
  const name = host.includes(':') ? `[${host}]` : host;
  process.stdout.write(`${JSON.stringify({ ready: true, url: listening.value.url, control: `http://${name}:${bound}` })}\n`);
  const stop = (): void => {
    void Promise.all([control.close(), line.close()]).finally(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return null;
}

const problem = await run();
if (problem !== null) {
  process.stderr.write(`${describeProblem(problem, 'zh-CN')}\n${describeProblem(problem, 'en')} [${problem.code}]\n`);
  process.exitCode = 1;
}
