import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeskPage } from './support/desk-page.ts';
import { expect, test } from './support/fixtures.ts';
import { beginShift, offlineFault } from './support/session.ts';

test('a hub away, a power cut, and nothing is lost or doubled', async ({ launch, stack }) => {
  test.setTimeout(150_000);
  const userDataDir = mkdtempSync(join(tmpdir(), 'wanhao-offline-'));
  const first = await launch({ userDataDir });
  const shift = await beginShift(first, stack, '8001');
  await stack.stopHub();
  await shift.desk.offlineBanner.waitFor();

  const call = await shift.ring(stack.callers.known.number);
  await expect(shift.desk.ringing).toContainText(`${stack.callers.known.name.slice(0, 1)}*`);
  await shift.desk.answer();
  await shift.desk.openFault();
  const description = `${offlineFault.description}第 ${process.pid} 次记录。`;
  await shift.desk.fillFault({ ...offlineFault, description });
  const ticket = await shift.desk.submitFault();
  expect(ticket.provisional).toBe(true);
  await first.killHard();
  await stack.control.hangUp(call);

  const again = await launch({ userDataDir });
  const desk = new DeskPage(await again.desk());
  await desk.unlock(stack.account('8001'));
  await expect(desk.callsColumn.getByRole('listitem').filter({ hasText: ticket.number })).toBeVisible();
  // SIP credentials lie in the sealed sign-in record, so the phone works before the hub is back.
  await desk.phoneReady(30_000);
  await stack.startHub();
  await desk.statusLine.getByText('待同步 0', { exact: true }).waitFor({ timeout: 60_000 });
  const copies = (await stack.observer().tickets()).filter((one) => one.provisionalNo === ticket.number && one.description === description);
  expect(copies).toHaveLength(1);

  // What lies on the disk is encrypted, and its owner's alone.
  const store = join(userDataDir, 'store');
  for (const name of readdirSync(store)) {
    expect(statSync(join(store, name)).mode & 0o077, name).toBe(0);
    if (!name.endsWith('.db')) continue;
    const bytes = readFileSync(join(store, name));
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    expect(bytes.includes(Buffer.from(stack.callers.known.name))).toBe(false);
    expect(bytes.includes(Buffer.from(description))).toBe(false);
  }
  await again.close();
  rmSync(userDataDir, { recursive: true, force: true });
});

test('offline, a wrong password does not unlock, and a stranger cannot', async ({ launch, stack }) => {
  const userDataDir = mkdtempSync(join(tmpdir(), 'wanhao-unlock-'));
  const first = await launch({ userDataDir });
  await beginShift(first, stack, '8001');
  await first.close();
  await stack.stopHub();
  const again = await launch({ userDataDir });
  const desk = new DeskPage(await again.desk());
  await desk.page.getByRole('heading', { name: '离线解锁' }).waitFor({ timeout: 30_000 });
  const refused = desk.page.getByText(/不能离线解锁。还可再试 \d 次/);
  await desk.typeCredentials({ agentNo: '8001', password: 'wrong' });
  await desk.page.keyboard.press('Enter');
  await refused.waitFor();
  await desk.typeCredentials(stack.account('8002'));
  await desk.page.keyboard.press('Enter');
  await refused.waitFor();
  await desk.unlock(stack.account('8001'));
  await again.close();
  rmSync(userDataDir, { recursive: true, force: true });
});
