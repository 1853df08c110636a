import type { Session, WebPreferences } from 'electron';

/** What every window is made with; the defaults are spelt out so that a changed default changes nothing here. */
export function lockedPreferences(session: Session, preload: string | null, devTools: boolean): WebPreferences {
  return {
    session,
    ...(preload === null ? {} : { preload }),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    // A window shown and then hidden would drop to one timer tick a second.
    backgroundThrottling: false,
    devTools,
  };
}
