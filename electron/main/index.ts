import { Menu, app } from 'electron';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#shared/lib/result.ts';
import icon from '../../resources/icon.png?asset';
import { loadConfiguration } from './configuration/load.ts';
import { openLog, type Log } from './log/log-file.ts';
import { openPreferences, type Preferences } from './preferences/preferences.ts';
import { registerScheme } from './protocol/serve.ts';
import { Shell } from './shell.ts';
import { showProblem } from './windows/problem-window.ts';

/** Values only a program that is not packaged takes from its environment. */
const development = app.isPackaged ? {} : process.env;

registerScheme();
// `--no-sandbox` (root, in tests) wins over this call for the shell only: its children would die in a loop.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (development['WANHAO_USER_DATA'] !== undefined) app.setPath('userData', development['WANHAO_USER_DATA']);

const userDataDir = app.getPath('userData');
const folderProblem = checkFolder(userDataDir);
// Where the folder cannot be written there is no lock to take either; the problem is shown all the same.
if (folderProblem === null && !app.requestSingleInstanceLock()) {
  app.quit();
} else {
  // Never awaited at the top level: Electron holds `ready` back until this module has settled.
  void app.whenReady().then(() => run(folderProblem));
}

async function run(problem: Problem | null): Promise<void> {
  // No menu: its accelerators (reload, close, zoom, developer tools) must not exist on a desk.
  Menu.setApplicationMenu(null);
  // The phone's window and the tray keep the program alive; quitting has one way of its own.
  app.on('window-all-closed', () => undefined);
  const log = openLog(join(userDataDir, 'logs'), Date.now);
  const language = 'zh-CN';
  for (let found = problem; ; found = checkFolder(userDataDir)) {
    if (found !== null) {
      if ((await showProblem({ problem: found, language, icon, log })) === 'quit') return app.exit(1);
      continue;
    }
    const configuration = loadConfiguration({ packaged: app.isPackaged, env: development });
    const preferences = openPreferences(userDataDir, { language: configuration.ok ? configuration.value.language : language, theme: 'system' });
    if (configuration.ok) return startShell(configuration.value, preferences, log);
    log('error', 'configuration.invalid', { ...configuration.problem.params });
    const wish = await showProblem({ problem: configuration.problem, language: preferences.get().language, icon, log });
    if (wish === 'quit') return app.exit(1);
  }
}

function startShell(configuration: ConstructorParameters<typeof Shell>[0]['configuration'], preferences: Preferences, log: Log): void {
  const shell = new Shell({
    configuration, userDataDir, preferences, log,
    developmentKeyFile: app.commandLine.hasSwitch('development-key-file') ? join(userDataDir, 'development-key') : null,
    devServer: development['ELECTRON_RENDERER_URL'] ?? null,
    devTools: !app.isPackaged && app.commandLine.hasSwitch('devtools'),
    nativeBinding: development['WANHAO_SQLITE_BINDING'] ?? null,
  });
  app.on('second-instance', () => shell.showDesk());
  app.on('before-quit', (event) => {
    if (!shell.mayQuit()) event.preventDefault();
  });
  log('info', 'shell.start', { version: app.getVersion(), electron: process.versions.electron });
  shell.start();
}

function checkFolder(folder: string): Problem | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return null;
  } catch {
    return { code: 'STORE_UNWRITABLE', params: { dir: folder } };
  }
}
