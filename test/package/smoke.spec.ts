import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { type Stack, startStack } from '../../scripts/stack/stack.ts';
import { type PackagedDesktop, executable, startPackage } from './packaged-desktop.ts';

const policyFile = '/etc/wanhao-desk/policy.json';
const accountsSchema = z.array(z.object({ agentNo: z.string(), password: z.string(), role: z.string() }));
const bodyText = 'document.body?.innerText ?? ""';
/** A cold start on a busy machine. */
const patiently = { timeout: 30_000 };

let desktop: PackagedDesktop | undefined;
let stack: Stack | undefined;
let stateDir: string | undefined;
let policyIsOurs = false;

test.afterEach(async () => {
  await desktop?.close();
  await stack?.stop();
  if (policyIsOurs) rmSync(policyFile, { force: true });
  if (stateDir !== undefined) rmSync(stateDir, { recursive: true, force: true });
  [desktop, stack, stateDir, policyIsOurs] = [undefined, undefined, undefined, false];
});

test('the fuses are set', async () => {
  const wire = await getCurrentFuseWire(executable);
  const off = [
    FuseV1Options.RunAsNode, FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  const on = [FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
  for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE);
  for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE);
});

test('without a hub in the policy it says so, and takes none from the environment', async ({}, info) => {
  test.skip(existsSync(policyFile), `this machine has a policy: ${policyFile}`);
  desktop = await startPackage(info.outputPath('profile'), { WANHAO_HUB_URL: 'http://127.0.0.1:9' });
  const page = await desktop.window('');
  await expect.poll(() => page.evaluate(bodyText), patiently).toContain('CONFIG_INVALID');
});

test('an agent signs in against a hub', async ({}, info) => {
  test.skip(existsSync(policyFile), `this machine has a policy: ${policyFile}`);
  test.setTimeout(180_000);
  test.skip(process.getuid?.() !== 0, 'only root can write the machine policy');
  // Of its own each time: as root the database may live outside this folder and outlast it.
  stateDir = mkdtempSync(join(tmpdir(), 'wanhao-package-'));
  chmodSync(stateDir, 0o755);
  stack = await startStack({ stateDir, hubPort: 17_410, trainingPort: 17_460, customers: 200 });
  mkdirSync(dirname(policyFile), { recursive: true });
  policyIsOurs = true;
  writeFileSync(policyFile, JSON.stringify({ hubUrl: stack.hub.url, sipServers: [stack.training.url] }));
  const agent = accountsSchema.parse(JSON.parse(readFileSync(stack.accountsFile, 'utf8'))).find((account) => account.role === 'agent');
  if (agent === undefined) throw new Error('the demo has no agent');
  desktop = await startPackage(info.outputPath('profile'));
  const page = await desktop.window('desk');
  const hasForm = 'document.querySelector("input[name=password]") !== null';
  await expect.poll(() => page.evaluate(hasForm), patiently).toBe(true);
  await page.type('input[name="agentNo"]', agent.agentNo);
  await page.type('input[name="password"]', agent.password);
  await page.pressEnter();
  await expect.poll(() => page.evaluate(hasForm), patiently).toBe(false);
  await expect.poll(() => page.evaluate(bodyText), patiently).toContain(agent.agentNo);
});
