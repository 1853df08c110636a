import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { startStack } from '../../scripts/stack/stack.ts';
import { executable, startPackage } from './packaged-desktop.ts';

const policyFile = '/etc/wanhao-desk/policy.json';
const accountsSchema = z.array(z.object({ agentNo: z.string(), password: z.string(), role: z.string() }));

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
  const desktop = await startPackage(info.outputPath('profile'), { WANHAO_HUB_URL: 'http://127.0.0.1:9' });
  try {
    const page = await desktop.page('');
    await expect(page.locator('body')).toContainText('CONFIG_INVALID');
  } finally {
    await desktop.close();
  }
});

test('an agent signs in against a hub', async ({}, info) => {
  test.skip(existsSync(policyFile), `this machine has a policy: ${policyFile}`);
  test.skip(process.getuid?.() !== 0, 'only root can write the machine policy');
  const stack = await startStack({ stateDir: info.outputPath('stack'), hubPort: 17_410, trainingPort: 17_460, customers: 200 });
  mkdirSync(dirname(policyFile), { recursive: true });
  writeFileSync(policyFile, JSON.stringify({ hubUrl: stack.hub.url, sipServers: [stack.training.url] }));
  try {
    const agent = accountsSchema.parse(JSON.parse(readFileSync(stack.accountsFile, 'utf8'))).find((account) => account.role === 'agent');
    if (agent === undefined) throw new Error('the demo has no agent');
    const desktop = await startPackage(info.outputPath('profile'));
    try {
      const page = await desktop.page('desk');
      await page.locator('input[name="agentNo"]').fill(agent.agentNo);
      await page.locator('input[name="password"]').fill(agent.password);
      await page.keyboard.press('Enter');
      await expect(page.locator('input[name="password"]')).toBeHidden();
      await expect(page.getByText(agent.agentNo).first()).toBeVisible();
    } finally {
      await desktop.close();
    }
  } finally {
    rmSync(policyFile, { force: true });
    await stack.stop();
  }
});
