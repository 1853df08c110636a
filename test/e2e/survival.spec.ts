import type { DeskApp } from './support/desk-app.ts';
import { expect, test } from './support/fixtures.ts';
import { beginShift, onlineFault } from './support/session.ts';
import { waitFor } from './support/wait.ts';

/**
 * Runs in the desk's page through the shell: Playwright's own page object does not outlive a crash of its process.
 * Asked while the page loads, the answer never comes: then it is undefined after a second.
 */
const inDesk = (app: DeskApp, code: string): Promise<unknown> => app.app.evaluate(({ webContents }, script) => {
  const desk = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('app://desk'));
  if (desk === undefined || desk.isCrashed() || desk.isLoading()) return undefined;
  return Promise.race([desk.executeJavaScript(script) as Promise<unknown>, new Promise((resolve) => setTimeout(() => resolve(undefined), 1_000))]);
}, code);

test('the desk is reloaded in a call: the call goes on and its card comes back', async ({ launch, stack }) => {
  const { desk, ring } = await beginShift(await launch(), stack, '8001');
  const callId = await ring(stack.callers.known.number);
  await desk.ringing.waitFor();
  await desk.answer();
  await desk.openFault();
  await desk.describe('写到一半，页面重新打开');
  await desk.page.reload();
  await expect(desk.activeCall).toContainText(`${stack.callers.known.name.slice(0, 1)}*`);
  await desk.page.getByRole('tab', { name: /障碍|通话中/ }).first().click();
  await expect(desk.intake.getByRole('textbox', { name: '描述' })).toHaveValue('写到一半，页面重新打开');
  const call = await stack.control.call(callId);
  expect(call.state).toBe('connected');
  await desk.hangUp();
  await stack.control.until(callId, 'to end', (one) => one.state === 'ended');
});

test('the desk’s process crashes in a call: the call goes on, a new desk shows it and can hang up', async ({ launch, stack }) => {
  const { app, desk, ring } = await beginShift(await launch(), stack, '8001');
  const callId = await ring(stack.callers.known.number);
  await desk.ringing.waitFor();
  await desk.answer();
  await app.app.evaluate(({ webContents }) => webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('app://desk'))?.forcefullyCrashRenderer());
  await waitFor('the active call on the new desk', async () => ((await inDesk(app, "document.querySelector('article[aria-label^=通话中]') !== null")) === true ? true : undefined), 20_000);
  const call = await stack.control.call(callId);
  expect([call.state, call.heard.rms > 0.02]).toEqual(['connected', true]);
  expect(app.log().map((line) => line.event)).toContain('window.gone');
  await inDesk(app, "[...document.querySelectorAll('article[aria-label^=通话中] button')].find((button) => button.textContent.startsWith('挂断')).click()");
  expect((await stack.control.until(callId, 'to end', (one) => one.state === 'ended')).end).toBe('agentHungUp');
});

test('the data room dies in a call: the call, the words typed and the session live on', async ({ launch, stack }) => {
  const { app, desk, ring } = await beginShift(await launch(), stack, '8001');
  const callId = await ring(stack.callers.known.number);
  await desk.ringing.waitFor();
  await desk.answer();
  await desk.openFault();
  await desk.fillFault(onlineFault);
  const old = await app.dataPid();
  process.kill(old, 'SIGKILL');
  await desk.intake.getByRole('textbox', { name: '描述' }).fill(`${onlineFault.description}重启后又写了几个字。`);
  await waitFor('a new data room', async () => ((await app.dataPid()) === old ? undefined : true));
  await expect(desk.agentMenu).toBeVisible();
  await desk.page.getByText(/^已自动保存 \d/).first().waitFor();
  await expect.poll(() => desk.light('中心').innerText()).not.toContain('离线');
  await desk.submitFault();
  expect((await stack.control.call(callId)).state).toBe('connected');
  await desk.hangUp();
  await expect.poll(async () => (await stack.observer().tickets()).filter((ticket) => ticket.description.includes('重启后又写了几个字')).length).toBe(1);
});

test('closing the window in a call asks, and staying keeps the call', async ({ launch, stack }) => {
  const { app, desk, ring } = await beginShift(await launch(), stack, '8001');
  const callId = await ring(stack.callers.known.number);
  await desk.ringing.waitFor();
  await desk.answer();
  const close = (): Promise<void> => app.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith('app://desk'))?.close();
  });
  await close();
  const question = desk.page.getByRole('alertdialog', { name: /关闭万号/ });
  await expect(question).toContainText('还在通话中');
  await question.getByRole('button', { name: '不关闭' }).click();
  await expect(question).toBeHidden();
  expect((await stack.control.call(callId)).state).toBe('connected');

  const gone = new Promise<void>((resolve) => app.app.process().once('exit', () => resolve()));
  await close();
  await question.getByRole('button', { name: '挂断并关闭' }).click();
  await gone;
  // The phone hung up and un-registered before the program ended.
  await stack.control.until(callId, 'to end', (call) => call.state === 'ended');
  await expect.poll(() => stack.control.registered('8001')).toBe(false);
});

test('the SIP connection breaks: the phone says so, comes back by itself, and a call in progress survives', async ({ launch, stack }) => {
  const { desk, ring } = await beginShift(await launch(), stack, '8001');
  const callId = await ring(stack.callers.known.number);
  await desk.ringing.waitFor();
  await desk.answer();
  await stack.control.fault({ kind: 'restart', downMs: 3_000 });
  await expect(desk.light('电话')).not.toHaveText('电话');
  await desk.phoneReady(30_000);
  await expect(desk.activeCall).toBeVisible();
  expect((await stack.control.call(callId)).state).toBe('connected');
  await desk.hangUp();
  await stack.control.until(callId, 'to end', (call) => call.state === 'ended');
});

test('malformed signalling is refused and logged by its code only', async ({ launch, stack }) => {
  const { desk, ring } = await beginShift(await launch(), stack, '8001');
  await stack.control.fault({ kind: 'raw', user: '8001', text: 'INVITE sip:8001@x SIP/2.0\r\nFrom: 13800138000\r\n\r\n' });
  await stack.control.fault({ kind: 'raw', user: '8001', text: 'garbage' });
  const callId = await ring(stack.callers.known.number);
  await desk.ringing.waitFor();
  await stack.control.hangUp(callId);
  await expect(desk.ringing).toBeHidden();
});
