import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime } from '../../scripts/runtime/electron-path.ts';
import { projectRoot } from '../../scripts/runtime/pins.ts';
import { expect, test } from './support/fixtures.ts';
import { beginShift } from './support/session.ts';
import { waitFor } from './support/wait.ts';

test('a bad configuration is shown with a way on, and a repaired one is taken up', async ({ launch, stack }) => {
  const app = await launch({ env: { WANHAO_HUB_URL: 'ftp://nowhere' } });
  const page = await app.page('app://shell/');
  await expect(page.getByRole('alert')).toContainText('配置有误：hubUrl');
  await expect(page.getByRole('alert')).toContainText('Configuration is not valid: hubUrl');
  await app.app.evaluate((_electron, url) => { process.env['WANHAO_HUB_URL'] = url; }, stack.hubUrl);
  await page.getByRole('link', { name: '重试' }).click();
  await expect((await app.desk()).getByRole('textbox', { name: '工号' })).toBeVisible();
});

test('quitting from the configuration problem ends the program', async ({ launch }) => {
  const app = await launch({ env: { WANHAO_SIP_SERVERS: 'http://nowhere' } });
  const page = await app.page('app://shell/');
  const ended = new Promise<number | null>((resolve) => app.app.process().once('exit', resolve));
  await page.getByRole('link', { name: '退出' }).click();
  expect(await ended).toBe(1);
});

test('without a key ring and without the development flag no store is opened, and the desk says so', async ({ launch }) => {
  const app = await launch({ developmentKey: false });
  const desk = await app.desk();
  await expect(desk.getByText('系统密钥环不可用').first()).toBeVisible();
  expect(await app.app.evaluate(({ app: shell }) => shell.getAppMetrics().some((metric) => metric.name === 'Wanhao Desk data'))).toBe(false);
});

test('with the development key file the banner stays, and the file is its owner’s alone', async ({ launch }) => {
  const app = await launch();
  const desk = await app.desk();
  await expect(desk.getByText('开发模式').first()).toBeVisible();
  await app.dataPid();
  expect(statSync(join(app.userDataDir, 'development-key')).mode & 0o777).toBe(0o600);
});

test('a second start shows the first one’s window and ends', async ({ launch }) => {
  const app = await launch();
  await app.desk();
  const isMinimized = (): Promise<boolean> => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://desk'))?.isVisible() !== true);
  await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://desk'))?.hide());
  expect(await isMinimized()).toBe(true);
  const runtime = electronRuntime();
  const second = spawn(runtime.executablePath, [...runtime.args, projectRoot, '--development-key-file'], {
    env: { ...process.env, ...runtime.env, WANHAO_USER_DATA: app.userDataDir, WANHAO_HUB_URL: 'http://127.0.0.1:1' }, stdio: 'ignore',
  });
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  await waitFor('the window to be shown', async () => ((await isMinimized()) ? undefined : true));
});

test('the window opens where it was closed, in the language and theme that were chosen', async ({ launch }) => {
  const userDataDir = mkdtempSync(join(tmpdir(), 'wanhao-profile-'));
  const first = await launch({ userDataDir });
  const firstDesk = await first.desk();
  await firstDesk.evaluate(() => (window as unknown as { shell: { invoke(n: string, i: unknown): Promise<unknown> } }).shell.invoke('shell.setPrefs', { language: 'en', theme: 'dark' }));
  await expect(firstDesk.getByRole('textbox', { name: 'Agent number' })).toBeVisible();
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://desk'))?.setBounds({ x: 40, y: 30, width: 1200, height: 700 }));
  await first.close();
  expect(JSON.parse(readFileSync(join(userDataDir, 'window.json'), 'utf8'))).toMatchObject({ width: 1200, height: 700 });
  const second = await launch({ userDataDir });
  const desk = await second.desk();
  await expect(desk.getByRole('textbox', { name: 'Agent number' })).toBeVisible();
  expect(await desk.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://desk'))?.getNormalBounds())).toMatchObject({ width: 1200, height: 700 });
  rmSync(userDataDir, { recursive: true, force: true });
});

test('where the policy says so, closing goes to the tray, and the phone stays registered', async ({ launch, stack }) => {
  const app = await launch({ env: { WANHAO_ON_CLOSE: 'tray' } });
  const { ring } = await beginShift(app, stack, '8001');
  const desk = (act: 'close' | 'visible' | 'title'): Promise<unknown> => app.app.evaluate(({ BrowserWindow }, wish) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://desk'));
    if (wish === 'close') window?.close();
    return wish === 'title' ? window?.getTitle() : window?.isVisible();
  }, act);
  await desk('close');
  await waitFor('the window to hide', async () => ((await desk('visible')) === false ? true : undefined));
  expect(await stack.control.registered('8001')).toBe(true);

  // A call brings it back, with the call in its title, until it rings no more.
  const call = await ring(stack.callers.known.number);
  await waitFor('the window to show', async () => ((await desk('visible')) === true ? true : undefined));
  await waitFor('the call in the title', async () => (String(await desk('title')).startsWith('来电') ? true : undefined));
  await stack.control.hangUp(call);
  await waitFor('the plain title', async () => ((await desk('title')) === '万号' ? true : undefined));
});

test('a phone room that crashes comes back and registers again', async ({ launch, stack }) => {
  const app = await launch();
  const { desk, ring } = await beginShift(app, stack, '8001');
  await app.app.evaluate(({ webContents }) => webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('app://phone'))?.forcefullyCrashRenderer());
  await waitFor('the crash in the log', () => (app.log().some((line) => line.event === 'window.gone' && line.detail['room'] === 'phone') ? true : undefined));
  await expect(desk.statusLine.getByText('分机未注册')).toBeVisible();
  await desk.phoneReady(30_000);
  const call = await ring(stack.callers.known.number);
  await desk.ringing.waitFor();
  await stack.control.hangUp(call);
  await expect(desk.ringing).toBeHidden();
});

test('a data room that dies is started again; one that keeps dying is left alone with a way on', async ({ launch }) => {
  const app = await launch();
  const desk = await app.desk();
  await expect(desk.getByRole('textbox', { name: '工号' })).toBeVisible();
  let pid = await app.dataPid();
  for (let crash = 0; crash < 2; crash += 1) {
    process.kill(pid, 'SIGKILL');
    const gone = pid;
    pid = await waitFor('a new data room', async () => {
      const found = await app.dataPid();
      return found === gone ? undefined : found;
    });
  }
  process.kill(pid, 'SIGKILL');
  await expect(desk.getByText('一部分多次异常退出').or(desk.getByText('多次异常退出')).first()).toBeVisible();
  await desk.getByRole('button', { name: '重试' }).click();
  await app.dataPid();
  await expect(desk.getByRole('textbox', { name: '工号' })).toBeVisible();
});
