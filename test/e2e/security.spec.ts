import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/runtime/pins.ts';
import type { DeskApp } from './support/desk-app.ts';
import { expect, test } from './support/fixtures.ts';

/** Electron's security checklist, item by item as far as it concerns this program; each on the real windows. */

const invoke = (page: Page, name: string, input: unknown): Promise<unknown> =>
  page.evaluate(([call, value]) => (window as unknown as { shell: { invoke(n: unknown, i: unknown): Promise<unknown> } }).shell.invoke(call, value), [name, input] as const);

const preferencesOf = (desk: DeskApp, start: string): Promise<Record<string, unknown>> =>
  desk.app.evaluate(({ webContents }, begin) => {
    const found = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith(begin));
    return { ...(found as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences() };
  }, start);

test('pages come from the program’s own protocol, with a policy that allows no inline and no evaluated script', async ({ launch, stack }) => {
  const app = await launch();
  const desk = await app.desk();
  const phone = await app.phone();
  expect(desk.url()).toBe('app://desk/desk/index.html');
  expect(phone.url()).toBe('app://phone/phone/index.html');

  const policy = (page: Page): Promise<string> => page.evaluate(() => fetch(location.href).then((answer) => answer.headers.get('content-security-policy') ?? ''));
  for (const page of [desk, phone]) {
    const csp = await policy(page);
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("script-src 'self';");
    expect(csp).not.toMatch(/unsafe-inline|unsafe-eval/);
    expect(await policy(page)).not.toBe(csp); // a nonce of its own for each document
    expect(await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.intruder = 1';
      document.head.append(script);
      return 'intruder' in window;
    })).toBe(false);
    // In a timer: what a debugger evaluates itself is exempt from the policy.
    expect(await page.evaluate(() => new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(Reflect.construct(Function, ['return 1'])());
        } catch (error) {
          resolve((error as Error).name);
        }
      });
    }))).toBe('EvalError');
    expect(await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { outline: 3px solid red }';
      document.head.append(style);
      const taken = style.sheet !== null && style.sheet.cssRules.length > 0;
      style.remove();
      return taken;
    })).toBe(false);
  }
  expect(await policy(desk)).toContain("connect-src 'self';");
  expect(await policy(phone)).toContain(`connect-src 'self' ${stack.sipUrl};`);
});

test('windows reach nothing but their own pages and the configured edge', async ({ launch, stack }) => {
  const app = await launch();
  const desk = await app.desk();
  const phone = await app.phone();
  const reach = (page: Page, address: string): Promise<string> => page.evaluate((url) => fetch(url).then((answer) => String(answer.status), (error: Error) => error.name), address);
  expect(await reach(desk, stack.hubUrl)).toBe('TypeError');
  expect(await reach(desk, 'app://phone/phone/index.html')).toBe('TypeError');
  expect(await reach(desk, 'file:///etc/passwd')).toBe('TypeError');
  expect(await reach(desk, '/desk/../../main/index.js')).toBe('404');
  expect(await reach(desk, '/%2e%2e/main/index.js')).toBe('404');
  expect(await reach(phone, stack.hubUrl)).toBe('TypeError');
  const socket = (page: Page, address: string): Promise<string> => page.evaluate((url) => new Promise<string>((resolve) => {
    const opened = new WebSocket(url, 'sip');
    opened.addEventListener('open', () => resolve('open'));
    opened.addEventListener('error', () => resolve('refused'));
  }), address);
  expect(await socket(phone, stack.sipUrl)).toBe('open');
  expect(await socket(desk, stack.sipUrl)).toBe('refused');
  expect(await socket(phone, stack.hubUrl.replace('http', 'ws'))).toBe('refused');
});

test('renderers are sandboxed, isolated and without Node', async ({ launch }) => {
  const app = await launch();
  for (const page of [await app.desk(), await app.phone()]) {
    expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window))).toEqual([]);
    expect(await page.evaluate(() => Object.keys((window as unknown as { shell: object }).shell).toSorted())).toEqual(['invoke', 'onEvent']);
    expect(await preferencesOf(app, page.url())).toMatchObject({
      contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false,
    });
  }
});

test('only the phone gets the microphone; nobody gets anything else', async ({ launch }) => {
  const app = await launch();
  const media = (page: Page, wish: MediaStreamConstraints): Promise<string> => page.evaluate((constraints) => navigator.mediaDevices.getUserMedia(constraints).then((stream) => {
    for (const track of stream.getTracks()) track.stop();
    return 'granted';
  }, (error: Error) => error.name), wish);
  const desk = await app.desk();
  const phone = await app.phone();
  expect(await media(phone, { audio: true })).toBe('granted');
  expect(await media(phone, { audio: true, video: true })).toBe('NotAllowedError');
  expect(await media(desk, { audio: true })).toBe('NotAllowedError');
  const asked = (page: Page, name: string): Promise<string> => page.evaluate((permission) => navigator.permissions.query({ name: permission as PermissionName }).then((status) => status.state, (error: Error) => error.name), name);
  for (const name of ['geolocation', 'notifications', 'midi', 'clipboard-read']) {
    for (const page of [desk, phone]) expect(await asked(page, name), name).toBe('denied');
  }
  expect(await desk.evaluate(() => navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => 'granted', (error: Error) => error.name))).not.toBe('granted');
});

test('a window can neither leave its page, open another one, nor take in a frame', async ({ launch }) => {
  const app = await launch();
  const windows = (): Promise<number> => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  for (const page of [await app.desk(), await app.phone()]) {
    const before = page.url();
    for (const address of ['https://example.com/', 'file:///etc/passwd', before.includes('desk') ? 'app://phone/phone/index.html' : 'app://desk/desk/index.html']) {
      await page.evaluate((url) => { location.href = url; }, address);
      expect(await page.evaluate(() => location.href)).toBe(before);
    }
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('about:blank') === null)).toBe(true);
    expect(await page.evaluate(() => new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.src = '/desk/index.html';
      document.body.append(frame);
      setTimeout(() => {
        let reached = false;
        try {
          reached = (frame.contentDocument?.getElementById('root') ?? null) !== null;
        } catch {
          reached = false;
        }
        frame.remove();
        resolve(reached);
      }, 300);
    }))).toBe(false);
  }
  expect(await windows()).toBe(2);
});

test('the shell answers only its own windows, and each window only its own calls', async ({ launch }) => {
  const app = await launch();
  const desk = await app.desk();
  const phone = await app.phone();
  expect(await invoke(desk, 'shell.info', {})).toMatchObject({ ok: true });
  expect(await invoke(desk, 'shell.quit', {})).toEqual({ ok: false, problem: { code: 'MESSAGE_UNKNOWN' } });
  expect(await invoke(desk, 'phone.stopped', {})).toEqual({ ok: false, problem: { code: 'MESSAGE_UNKNOWN' } });
  expect(await invoke(phone, 'shell.info', {})).toEqual({ ok: false, problem: { code: 'MESSAGE_UNKNOWN' } });
  expect(await invoke(desk, 'shell.setPrefs', { language: 'fr', theme: 'light', hubUrl: 'https://evil.example' })).toEqual({ ok: false, problem: { code: 'MESSAGE_INVALID' } });
  expect(await invoke(desk, 'shell.ring', { ringing: 'yes', title: '13800138000', body: '' })).toEqual({ ok: false, problem: { code: 'MESSAGE_INVALID' } });

  // A stranger with the very same preload.
  const answer = await app.app.evaluate(async ({ BrowserWindow }, preload) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
    await stranger.loadURL('data:text/html,<p>stranger</p>');
    const result: unknown = await stranger.webContents.executeJavaScript("window.shell.invoke('shell.info', {})");
    stranger.destroy();
    return result;
  }, join(projectRoot, 'out/preload/desk.cjs'));
  expect(answer).toEqual({ ok: false, problem: { code: 'SENDER_UNTRUSTED' } });

  const events = app.log().map((line) => line.event);
  expect(events).toContain('ipc.invalid');
  expect(events).toContain('ipc.untrusted');
  expect(JSON.stringify(app.log())).not.toContain('13800138000');
});

test('no key of a browser works on the desk: no reload, no closing, no zoom, no developer tools', async ({ launch }) => {
  const app = await launch();
  const desk = await app.desk();
  await desk.evaluate(() => { (window as unknown as { mark: number }).mark = 1; });
  for (const key of ['Control+r', 'Control+Shift+r', 'F5', 'Control+w', 'Control+q', 'Control+Shift+i', 'F12', 'F10', 'F11', 'Control+Equal', 'Control+Minus', 'Alt+F4', 'Alt+ArrowLeft']) {
    await desk.keyboard.press(key);
  }
  expect(await desk.evaluate(() => (window as unknown as { mark?: number }).mark)).toBe(1);
  const state = await app.app.evaluate(({ BrowserWindow, Menu }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://desk'));
    return { menu: Menu.getApplicationMenu(), tools: window?.webContents.isDevToolsOpened(), zoom: window?.webContents.getZoomLevel(), full: window?.isFullScreen() };
  });
  expect(state).toEqual({ menu: null, tools: false, zoom: 0, full: false });
});
