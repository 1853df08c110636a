import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openDatabase } from '../db/database.ts';
import { openEmbedded } from '../db/embedded/cluster.ts';
import { openIdentity } from '../meta/hub-meta.ts';
import { runAsProgram, StartupError } from '../startup-error.ts';
import { buildCity } from './city.ts';
import { SMALLEST_CITY } from './customers.ts';
import { ensureDemoAccounts } from './demo-accounts.ts';
import { loadState } from './load.ts';

const helpText = `演示城市 / Demo city

用法 / Usage: npm run seed -- [选项 / options]

  --customers N        客户数 / customers, ${SMALLEST_CITY} – 2000000 (2000)
  --seed S             随机种子，同种子同日得到同一座城市 / same seed and day, same city (1)
  --state-dir DIR      中心的状态目录 / the hub's state folder (.demo/hub)
  --database-url URL   自备 PostgreSQL（或 DATABASE_URL）；不建演示账号 / your own PostgreSQL; no demo accounts
  --if-empty           已有城市则不动 / leave a city that is there
  --help

可在中心运行时执行：坐席端会重新下载。只替换此工具造的客户。
May run beside a running hub: desks load again. Replaces only customers this tool made. All people are invented.
`;

const optionsSchema = z.object({
  customers: z.coerce.number().int().min(SMALLEST_CITY).max(2_000_000).default(2_000),
  seed: z.string().min(1).max(64).default('1'),
  'state-dir': z.string().min(1).default('.demo/hub'),
  'database-url': z.string().regex(/^postgres(ql)?:\/\//).optional(),
  'if-empty': z.boolean().default(false),
});

function readOptions(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): z.infer<typeof optionsSchema> | 'help' {
  const text = { type: 'string' } as const;
  const refuse = (option: string, why: string): StartupError => new StartupError({ code: 'OPTION_INVALID', params: { option, why } });
  let values: Record<string, unknown>;
  try {
    values = parseArgs({
      args: [...argv],
      strict: true,
      options: { customers: text, seed: text, 'state-dir': text, 'database-url': text, 'if-empty': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw refuse(/'(-[^ ']+)/.exec(message)?.[1] ?? '?', message);
  }
  if (values['help'] === true) return 'help';
  const fromEnv = env['DATABASE_URL'] === undefined || env['DATABASE_URL'] === '' ? {} : { 'database-url': env['DATABASE_URL'] };
  const parsed = optionsSchema.safeParse({ ...fromEnv, ...values });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refuse(`--${String(issue?.path[0] ?? '?')}`, issue?.message ?? '');
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === 'help') return void process.stdout.write(helpText);
  const stateDir = resolve(options['state-dir']);
  const own = options['database-url'];
  const cluster = own === undefined ? await openEmbedded({ stateDir }) : null;
  try {
    const db = await openDatabase({ url: own ?? cluster?.url ?? '', work: 'bulk', connections: 2 });
    try {
      await openIdentity(db);
      if (cluster !== null) await ensureDemoAccounts(db, stateDir);
      if (options['if-empty'] && (await loadState(db)) === 'loaded') {
        return void process.stdout.write(`${JSON.stringify({ seeded: false, reason: 'not empty' })}\n`);
      }
      const started = Date.now();
      let said = started;
      const city = await buildCity(db, stateDir, {
        customers: options.customers,
        seed: options.seed,
        now: started,
        onLoaded(count) {
          if (Date.now() - said < 2_000) return;
          said = Date.now();
          process.stderr.write(`${count} / ${options.customers}\n`);
        },
      });
      process.stdout.write(`${JSON.stringify({ seeded: true, customers: options.customers, ...city, ms: Date.now() - started })}\n`);
    } finally {
      await db.close();
    }
  } finally {
    await cluster?.close();
  }
}

runAsProgram(import.meta.url, main);
