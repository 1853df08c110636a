import type { WebContents } from 'electron';
import type { PageHost } from '../protocol/csp.ts';
import type { Log } from '../log/log-file.ts';
import { mayNavigate } from './navigation.ts';

/** Keeps a window at its own documents: no other address, no frames, no further windows, no webview. */
export function guardContents(contents: WebContents, host: PageHost, log: Log): void {
  const check = (event: Electron.Event<{ url: string }>): void => {
    if (mayNavigate(host, event.url)) return;
    event.preventDefault();
    log('warn', 'navigation.denied', { host });
  };
  contents.on('will-navigate', check);
  contents.on('will-redirect', check);
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame) return;
    event.preventDefault();
    log('warn', 'frame.denied', { host });
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
