import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fujianPolicy } from '#shared/domain/policy-fujian.ts';
import { defaultCodeBook } from '#shared/domain/service-codes.ts';
import { demoAccountsExist } from './accounts/agents.ts';
import { assertExposable, helpText, readConfig, type HubConfig } from './config.ts';
import { openDatabase, type Database } from './db/database.ts';
import { openEmbedded } from './db/embedded/cluster.ts';
import { buildHub } from './hub.ts';
import { openLog } from './log.ts';
import { beginEpoch, openIdentity } from './meta/hub-meta.ts';
import { ensureDemoAccounts } from './seed/demo-accounts.ts';
import { runAsProgram, StartupError } from './startup-error.ts';

/** A hub that is up, and how to take it down again. */
interface RunningHub {
  readonly url: string;
  readonly hubId: string;
  stop(): Promise<void>;
}

/** Database, accounts, hub, listener: in this order up, in the other order down; a failure half-way takes down what is up. */
async function startHub(config: HubConfig): Promise<RunningHub> {
  const log = openLog(config.logLevel);
  assertExposable(config, config.databaseUrl === null);
  await assertPortFree(config.host, config.port);
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const db = await openStore(config, undo, (reason) => log.warn({ reason }, 'database connection lost'));
    await openIdentity(db);
    if (config.newEpoch) await beginEpoch(db.sql);
    if (config.databaseUrl === null) {
      log.info('embedded PostgreSQL: not for production');
      await ensureDemoAccounts(db, config.stateDir);
    }
    assertExposable(config, await demoAccountsExist(db.sql));
    const hub = await buildHub({
      db, log,
      now: () => Date.now(),
      timers: { set: (run, delayMs) => setTimeout(run, delayMs), clear: (handle) => clearTimeout(handle as NodeJS.Timeout) },
      version: packageVersion(),
      policy: fujianPolicy,
      codes: defaultCodeBook,
      sip: config.sip,
      offlineWindowMs: config.offlineWindowMs,
      tls: config.tls,
    });
    undo.push(() => hub.close());
    const port = await hub.listen(config.host, config.port).catch((error: unknown) => {
      throw listenFailure(error, config.port);
    });
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    return { url: `${config.tls === null ? 'http' : 'https'}://${host}:${port}`, hubId: hub.hubId, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openStore(config: HubConfig, undo: (() => Promise<void>)[], onLost: (reason: string) => void): Promise<Database> {
  let url = config.databaseUrl;
  if (url === null) {
    const cluster = await openEmbedded({ stateDir: config.stateDir });
    undo.push(() => cluster.close());
    url = cluster.url;
  }
  const db = await openDatabase({ url, onConnectionLost: (error) => onLost(error.message) });
  undo.push(() => db.close());
  return db;
}

/** Asked before anything is started, so that a second hub does not touch the first one's database. */
function assertPortFree(host: string, port: number): Promise<void> {
  if (port === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(listenFailure(error, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function listenFailure(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return new StartupError({ code: 'PORT_TAKEN', params: { port } });
  if (code === 'EACCES') return new StartupError({ code: 'CONFIG_INVALID', params: { field: '--port' } }, { cause: error });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new StartupError({ code: 'CONFIG_INVALID', params: { field: '--host' } }, { cause: error });
  return error;
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env);
  if (config === 'help') return void process.stdout.write(helpText);
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const running = await startHub(config);
  process.stdout.write(`${JSON.stringify({ ready: true, url: running.url, hubId: running.hubId, stateDir: config.stateDir })}\n`);
  await stopped;
  await running.stop();
}

runAsProgram(import.meta.url, main);
