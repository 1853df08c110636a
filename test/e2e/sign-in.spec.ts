import { DeskPage } from './support/desk-page.ts';
import { expect, test } from './support/fixtures.ts';

test('a wrong password says how many attempts are left, and a locked account says so', async ({ launch, stack }) => {
  const app = await launch();
  const desk = new DeskPage(await app.desk());
  await desk.check('中心').getByRole('img', { name: '正常' }).waitFor();
  const attempt = async (): Promise<string> => {
    await desk.typeCredentials({ agentNo: '8004', password: 'not-the-password' });
    await desk.page.keyboard.press('Enter');
    await expect(desk.page.getByRole('button', { name: /^签入/ })).toHaveAttribute('aria-busy', 'false');
    const error = desk.page.getByText(/工号或口令不对，还可再试 \d 次|账号已锁定/);
    await error.waitFor();
    return error.innerText();
  };
  expect(await attempt()).toMatch(/还可再试 \d 次/);
  await expect.poll(attempt, { timeout: 40_000 }).toContain('账号已锁定');
  await desk.typeCredentials(stack.account('8004'));
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByText(/账号已锁定/)).toBeVisible();
  // What was typed never reaches the log.
  expect(JSON.stringify(app.log())).not.toContain('not-the-password');
});

test('two agents at one desk do not see each other’s drafts', async ({ launch, stack }) => {
  const app = await launch();
  const desk = new DeskPage(await app.desk());
  await desk.signIn(stack.account('8002'));
  await desk.phoneReady();
  const call = await stack.control.place({ user: '8002', from: stack.callers.known.number });
  await desk.ringing.waitFor();
  await desk.answer();
  await desk.openFault();
  await desk.describe('只有 8002 看得见的草稿内容');
  await stack.control.hangUp(call);
  await expect(desk.activeCall).toBeHidden();
  expect(await desk.signOut()).toContain('未上传');

  await desk.signIn(stack.account('8003'));
  await expect(desk.page.getByRole('tab', { name: /障碍/ })).toHaveCount(0);
  expect(await desk.page.locator('body').innerText()).not.toContain('只有 8002 看得见的草稿内容');
  expect(await desk.signOut()).toBeNull();

  await desk.signIn(stack.account('8002'));
  await desk.page.getByRole('tab', { name: /障碍/ }).first().click();
  await expect(desk.intake.getByRole('textbox', { name: '描述' })).toHaveValue('只有 8002 看得见的草稿内容');
});

test('the same desk in English and in the dark', async ({ launch, stack }) => {
  const app = await launch();
  const page = await app.desk();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('textbox', { name: 'Agent number' }).fill('8003');
  await page.getByRole('textbox', { name: 'Password' }).fill(stack.account('8003').password);
  await page.getByRole('listitem').filter({ hasText: 'Hub' }).getByRole('img', { name: 'Fine' }).waitFor();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('button', { name: /8003 .* menu$/i });
  await menu.click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  // No Chinese words of the program itself are left; names of people and places are data.
  await expect(page.getByRole('contentinfo')).toContainText(/Hub|Extension/);
});
