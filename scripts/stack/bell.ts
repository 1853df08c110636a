import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { say } from '../setup/say.mjs';

const callersSchema = z.object({
  known: z.object({ number: z.string() }),
  shared: z.object({ number: z.string() }),
  unknown: z.object({ number: z.string() }),
});
const registrationsSchema = z.object({ registrations: z.array(z.object({ user: z.string() })) });
const refusalSchema = z.object({ message: z.string() });

/** Names as the training line knows them, with what they are for. */
const scenarios = [
  ['knownCustomer', '已知客户', 'a known customer'],
  ['unknownNumber', '陌生号码', 'an unknown number'],
  ['anonymous', '匿名来电', 'an anonymous caller'],
  ['severalCustomers', '一号多户', 'a number with several customers'],
  ['hangsUpRinging', '振铃中挂断', 'hangs up while ringing'],
  ['silent', '静音来电', 'a silent caller'],
  ['twoAtOnce', '两路同时来电', 'two callers at once'],
] as const;

const menu = scenarios.map(([, zh, en], index) => `  ${index + 1}  ${zh} · ${en}`).join('\n');

/**
 * Lets the person at the terminal ring their own softphone: a number and Enter starts a scenario of the
 * training line. Does nothing where there is no terminal.
 * @returns takes the offer back, so that the process can end
 */
export function offerBell(control: string, hubState: string): () => void {
  if (!process.stdin.isTTY) return () => undefined;
  say(
    `签入并示闲后，在此输入数字并回车即可模拟来电：\n${menu}`,
    'Signed in and ready, type a number and Enter here to be called (list above).',
  );
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const scenario = scenarios[Number(line.trim()) - 1];
    if (scenario !== undefined) void ring(control, hubState, scenario[0]).then((message) => process.stderr.write(`${message}\n`));
  });
  return () => {
    lines.close();
    process.stdin.destroy();
  };
}

/** Rings the first registered softphone; resolves to what to tell the person. */
async function ring(control: string, hubState: string, scenario: string): Promise<string> {
  const callers = callersSchema.parse(JSON.parse(readFileSync(join(hubState, 'demo-callers.json'), 'utf8')));
  const list = await fetch(`${control}/registrations`);
  const user = registrationsSchema.parse(await list.json()).registrations[0]?.user;
  if (user === undefined) return '没有已注册的话机：请先签入。 / No softphone is registered: sign in first.';
  const numbers = { known: callers.known.number, shared: callers.shared.number, unknown: callers.unknown.number };
  const reply = await fetch(`${control}/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, scenario, numbers }),
  });
  if (reply.ok) return `☎ ${user}`;
  const refusal = refusalSchema.safeParse(await reply.json());
  return refusal.success ? refusal.data.message : `HTTP ${reply.status}`;
}
