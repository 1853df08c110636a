import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { StartupError } from './startup-error.ts';

const HOUR_MS = 3_600_000;

/** How a hub is started: flags over environment, parsed once. */
export interface HubConfig {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly stateDir: string;
  /** Null = the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly sip: { readonly servers: readonly string[]; readonly domain: string };
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly offlineWindowMs: number;
  readonly newEpoch: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

const socketUrl = z.string().regex(/^wss?:\/\/[^\s/]+/).max(200);
const optionsSchema = z.object({
  host: z.string().min(1).max(255).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(7310),
  'state-dir': z.string().min(1).default('.demo/hub'),
  'database-url': z.string().regex(/^postgres(ql)?:\/\//).optional(),
  'sip-server': z.array(socketUrl).min(1).max(8).default(['ws://127.0.0.1:7360']),
  'sip-domain': z.string().regex(/^[\w.-]{1,120}$/).optional(),
  'offline-hours': z.coerce.number().min(0).max(72).default(12),
  'tls-cert': z.string().min(1).optional(),
  'tls-key': z.string().min(1).optional(),
  'log-level': z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  'new-epoch': z.boolean().default(false),
});

export const helpText = `万号中心 / Wanhao hub

用法 / Usage: npm run hub -- [选项 / options]

  --port N               监听端口，0 为任意空闲端口 / port, 0 = any free one (7310)
  --host ADDR            监听地址；非回环地址须配 TLS 且无演示账号
                         address; others than loopback need TLS and no demo accounts (127.0.0.1)
  --state-dir DIR        内嵌数据库与演示口令所在目录 / embedded database and demo passwords (.demo/hub)
  --database-url URL     自备 PostgreSQL 15–18（或环境变量 DATABASE_URL）；不设则用内嵌库，不可用于生产
                         your own PostgreSQL 15–18 (or DATABASE_URL); else the embedded one, not for production
  --sip-server URL       坐席话机的 ws/wss 地址，可多次 / ws or wss address for softphones, repeatable (ws://127.0.0.1:7360)
  --sip-domain NAME      SIP 域，缺省取第一个地址的主机 / SIP domain, else the first server's host
  --offline-hours N      坐席离线可用时长 / how long a desk may work offline (12)
  --tls-cert FILE, --tls-key FILE   PEM 证书与私钥 / PEM certificate and key
  --new-epoch            数据恢复后使用：所有坐席端重新下载 / after a restore: every desk loads again
  --log-level LEVEL      debug | info | warn | error (info)
  --help
`;

/** Throws a StartupError that names the option; `help` when only the help was asked for. */
export function readConfig(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): HubConfig | 'help' {
  const values = parseFlags(argv);
  if (values['help'] === true) return 'help';
  const fromEnv = env['DATABASE_URL'] === undefined || env['DATABASE_URL'] === '' ? {} : { 'database-url': env['DATABASE_URL'] };
  const parsed = optionsSchema.safeParse({ ...fromEnv, ...values });
  if (!parsed.success) throw invalid(`--${String(parsed.error.issues[0]?.path[0] ?? '?')}`);
  const options = parsed.data;
  const servers = options['sip-server'];
  return {
    host: options.host,
    port: options.port,
    stateDir: resolve(options['state-dir']),
    databaseUrl: options['database-url'] ?? null,
    sip: { servers, domain: options['sip-domain'] ?? new URL(servers[0] ?? '').hostname },
    tls: readTls(options['tls-cert'], options['tls-key']),
    offlineWindowMs: options['offline-hours'] * HOUR_MS,
    newEpoch: options['new-epoch'],
    logLevel: options['log-level'],
  };
}

export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/** Nobody outside may reach a hub without TLS, or one whose passwords lie in a demo file. */
export function assertExposable(config: Pick<HubConfig, 'host' | 'tls'>, demoAccounts: boolean): void {
  if (isLoopback(config.host)) return;
  if (config.tls === null) throw new StartupError({ code: 'TLS_REQUIRED' });
  if (demoAccounts) throw new StartupError({ code: 'DEMO_ACCOUNTS_EXPOSED' });
}

function parseFlags(argv: readonly string[]): Record<string, string | boolean | (string | boolean)[] | undefined> {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      options: {
        host: text, port: text, 'state-dir': text, 'database-url': text, 'sip-domain': text, 'offline-hours': text,
        'tls-cert': text, 'tls-key': text, 'log-level': text,
        'sip-server': { type: 'string', multiple: true }, 'new-epoch': { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw invalid(error instanceof Error ? (/'(-[^ ']+)/.exec(error.message)?.[1] ?? error.message) : 'options');
  }
}

function readTls(cert: string | undefined, key: string | undefined): HubConfig['tls'] {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) throw invalid(cert === undefined ? '--tls-cert' : '--tls-key');
  return { cert: readPem('--tls-cert', cert), key: readPem('--tls-key', key) };
}

function readPem(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw invalid(option, error);
  }
}

function invalid(field: string, cause?: unknown): StartupError {
  return new StartupError({ code: 'CONFIG_INVALID', params: { field } }, cause === undefined ? undefined : { cause });
}
