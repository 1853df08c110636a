import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeskPage } from './support/desk-page.ts';
import { expect, test } from './support/fixtures.ts';
import { beginShift } from './support/session.ts';
import { waitFor } from './support/wait.ts';

/** A session bus and an unlocked GNOME key ring of their own, gone with `close`. */
interface KeyRing {
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

async function openKeyRing(): Promise<KeyRing> {
  const home = mkdtempSync(join(tmpdir(), 'wanhao-keyring-'));
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: runtime, XDG_DATA_HOME: join(home, 'data') };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await firstLine(bus);
  const withBus = { ...env, DBUS_SESSION_BUS_ADDRESS: address };
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', '--unlock'], { env: withBus, stdio: ['pipe', 'ignore', 'ignore'] });
  daemon.stdin?.end('key ring of a test');
  await waitFor('the key ring', () => (existsSync(join(runtime, 'keyring', 'control')) || existsSync(join(home, 'data', 'keyrings', 'login.keyring')) ? true : undefined));
  return {
    env: { HOME: home, XDG_RUNTIME_DIR: runtime, XDG_DATA_HOME: join(home, 'data'), DBUS_SESSION_BUS_ADDRESS: address, XDG_CURRENT_DESKTOP: 'GNOME' },
    close() {
      daemon.kill('SIGKILL');
      bus.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the session bus ended')));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
  });
}

test('with the key ring of the system there is no flag, no banner and no key in a file', async ({ launch, stack }) => {
  const ring = await openKeyRing();
  const userDataDir = mkdtempSync(join(tmpdir(), 'wanhao-profile-'));
  try {
    const options = { userDataDir, developmentKey: false, env: ring.env, args: ['--password-store=gnome-libsecret'] } as const;
    const first = await launch(options);
    const { desk } = await beginShift(first, stack, '8001');
    expect(await first.app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend())).toBe('gnome_libsecret');
    await expect(desk.page.getByText('开发模式')).toHaveCount(0);
    expect(existsSync(join(userDataDir, 'development-key'))).toBe(false);
    expect(readFileSync(join(userDataDir, 'store', 'device-key.json'), 'utf8')).toMatch(/"sealed":"os:/);
    await first.close();

    // The key comes back from the ring: what is stored here can be unlocked with the hub away.
    await stack.stopHub();
    const again = await launch(options);
    const next = new DeskPage(await again.desk());
    await next.unlock(stack.account('8001'));
    await again.close();

    // Without the ring the same profile stays closed.
    const locked = await launch({ userDataDir, developmentKey: false });
    await expect((await locked.desk()).getByText('系统密钥环不可用').first()).toBeVisible();
    await locked.close();
  } finally {
    ring.close();
    rmSync(userDataDir, { recursive: true, force: true });
  }
});
