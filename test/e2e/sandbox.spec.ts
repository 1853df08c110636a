import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { basename, dirname, join } from 'node:path';
import { electronRuntime } from '../../scripts/runtime/electron-path.ts';
import { projectRoot } from '../../scripts/runtime/pins.ts';
import { expect, test } from './support/fixtures.ts';
import { beginShift } from './support/session.ts';
import { waitFor } from './support/wait.ts';

interface User { readonly name: string; readonly uid: number; readonly gid: number }

/** An ordinary account to run as when the tests themselves run as root. */
function ordinaryUser(): User | null {
  const entry = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).find((fields) => fields[0] === 'nobody');
  return entry === undefined ? null : { name: 'nobody', uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** A copy of runtime, app and driver where that account can read them: root's own folders are closed to it. */
function copyFor(user: User): { readonly root: string; readonly executable: string; readonly app: string; readonly binding: string | null } {
  const runtime = electronRuntime();
  const root = mkdtempSync(join(tmpdir(), 'wanhao-sandbox-'));
  chmodSync(root, 0o755);
  // Links where the file system allows: the runtime is large.
  const linked = spawnSync('cp', ['-al', dirname(runtime.executablePath), join(root, 'electron')]);
  if (linked.status !== 0) cpSync(dirname(runtime.executablePath), join(root, 'electron'), { recursive: true });
  const app = join(root, 'app');
  for (const part of ['out/main', 'out/preload', 'out/renderer', 'resources', 'node_modules/better-sqlite3']) {
    cpSync(join(projectRoot, part), join(app, part), { recursive: true, dereference: true });
  }
  cpSync(join(projectRoot, 'package.json'), join(app, 'package.json'));
  let binding: string | null = null;
  if (runtime.nativeBinding !== null) {
    binding = join(root, basename(runtime.nativeBinding));
    cpSync(runtime.nativeBinding, binding);
  }
  mkdirSync(join(root, 'home'), { mode: 0o700 });
  chownSync(join(root, 'home'), user.uid, user.gid);
  const executable = join(root, 'as-user.sh');
  writeFileSync(executable, `#!/bin/sh\nexport HOME=${join(root, 'home')}\nunset XDG_RUNTIME_DIR\nexec setpriv --reuid=${user.uid} --regid=${user.gid} --clear-groups ${join(root, 'electron', basename(runtime.executablePath))} "$@"\n`);
  chmodSync(executable, 0o755);
  return { root, executable, app, binding };
}

/** A screen of its own: the account may not draw on ours. */
async function openScreen(): Promise<{ readonly display: string; readonly process: ChildProcess }> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-ac'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    (child.stdio[3] as Readable).once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { display: `:${number}`, process: child };
}

/** Of every renderer of the profile: seccomp mode and how deep its process ids are nested. */
function rendererSandboxes(marker: string): { readonly seccomp: string; readonly namespaces: number }[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      if (!command.includes(marker) || !command.includes('--type=renderer')) return [];
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return [{ seccomp: /Seccomp:\s+(\d)/.exec(status)?.[1] ?? '?', namespaces: (/NSpid:\s+(.*)/.exec(status)?.[1] ?? '').split(/\s+/).length }];
    } catch {
      return [];
    }
  });
}

test('as an ordinary user every renderer runs in Chromium’s real sandbox, and the main job works', async ({ launch, stack }) => {
  const user = process.getuid?.() === 0 ? ordinaryUser() : null;
  const reason = process.getuid?.() === 0 && user === null ? 'running as root, and there is no ordinary account to change to' : null;
  if (reason !== null) process.stdout.write(`SKIPPED sandbox pass: ${reason}\n`);
  test.skip(reason !== null, reason ?? '');

  const copy = user === null ? null : copyFor(user);
  const screen = copy === null ? null : await openScreen();
  try {
    const userDataDir = copy === null ? undefined : join(copy.root, 'home', 'profile');
    const app = await launch({
      sandbox: true,
      ...(userDataDir === undefined ? {} : { userDataDir }),
      ...(copy === null ? {} : {
        executable: copy.executable, appDir: copy.app,
        env: { ...(screen === null ? {} : { DISPLAY: screen.display }), ...(copy.binding === null ? {} : { WANHAO_SQLITE_BINDING: copy.binding }) },
      }),
    });
    const { desk, ring } = await beginShift(app, stack, '8001');
    const renderers = await waitFor('both renderers', () => {
      const found = rendererSandboxes(app.userDataDir);
      return found.length >= 2 ? found : undefined;
    });
    for (const renderer of renderers) {
      expect(renderer.seccomp).toBe('2');
      expect(renderer.namespaces).toBeGreaterThan(1);
    }
    const call = await ring(stack.callers.known.number);
    await desk.ringing.waitFor();
    await desk.answer();
    await stack.control.until(call, 'to hear the agent', (one) => one.heard.rms > 0.02);
    await desk.hangUp();
    await app.close();
  } finally {
    screen?.process.kill('SIGTERM');
    if (copy !== null) rmSync(copy.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
