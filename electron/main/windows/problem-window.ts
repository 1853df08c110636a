import { randomUUID } from 'node:crypto';
import { BrowserWindow, nativeTheme, session as sessions } from 'electron';
import type { Language } from '#shared/contract/errors.ts';
import type { Problem } from '#shared/lib/result.ts';
import { guardContents } from '../guards/contents-guard.ts';
import { guardSession } from '../guards/session-guard.ts';
import type { Log } from '../log/log-file.ts';
import { PROBLEM_URL, QUIT_URL, RETRY_URL, problemPage } from '../problem/page.ts';
import { serveShellPage } from '../protocol/serve.ts';
import { backgroundColour } from './desk-window.ts';
import { lockedPreferences } from './web-preferences.ts';

export interface ProblemWindowOptions {
  readonly problem: Problem;
  readonly language: Language;
  readonly icon: string;
  readonly log: Log;
}

/** Shows a problem that leaves no desk to show it on, and waits for the person's decision. */
export function showProblem(options: ProblemWindowOptions): Promise<'retry' | 'quit'> {
  // In memory, and a new one each time: a session serves one problem.
  const session = sessions.fromPartition(`problem-${randomUUID()}`);
  guardSession(session, { host: 'shell', extraOrigins: [], caPem: null, log: options.log });
  serveShellPage(session, (nonce) => problemPage(options.problem, options.language, nativeTheme.shouldUseDarkColors, nonce));
  const window = new BrowserWindow({
    width: 640, height: 460, resizable: false, maximizable: false, title: '万号', icon: options.icon,
    backgroundColor: backgroundColour(), webPreferences: lockedPreferences(session, null, false),
  });
  return new Promise((resolve) => {
    window.webContents.on('will-navigate', (event) => {
      event.preventDefault();
      if (event.url !== RETRY_URL && event.url !== QUIT_URL) return;
      resolve(event.url === RETRY_URL ? 'retry' : 'quit');
      window.destroy();
    });
    guardContents(window.webContents, 'shell', options.log);
    window.on('closed', () => resolve('quit'));
    void window.loadURL(PROBLEM_URL).catch(() => undefined);
  });
}
