import { BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from '../files/json-file.ts';
import { pageUrl } from '../protocol/page-files.ts';
import { lockedPreferences } from './web-preferences.ts';
import { MINIMUM, fitWindow, windowStateSchema } from './window-state.ts';

export interface DeskWindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly userDataDir: string;
  readonly devTools: boolean;
}

/** Colour of an empty window, the `bg` of the design, so that nothing flashes at the start. */
export function backgroundColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#0C1015' : '#ECEFF3';
}

/** The window people see: opens where it was closed and remembers where it is. */
export function openDeskWindow(options: DeskWindowOptions): BrowserWindow {
  const file = join(options.userDataDir, 'window.json');
  const state = fitWindow(readJsonFile(file, windowStateSchema), workAreas());
  const window = new BrowserWindow({
    x: state.x, y: state.y, width: state.width, height: state.height,
    minWidth: MINIMUM.width, minHeight: MINIMUM.height,
    show: false, title: '万号', icon: options.icon, backgroundColor: backgroundColour(), autoHideMenuBar: true,
    webPreferences: lockedPreferences(options.session, options.preload, options.devTools),
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  // The title is the shell's to set: it carries the ringing call while the window is behind.
  window.on('page-title-updated', (event) => event.preventDefault());
  const remember = (): void => {
    writeJsonFile(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('close', remember);
  window.on('moved', remember);
  window.on('resized', remember);
  void window.loadURL(pageUrl('desk')).catch(() => undefined);
  return window;
}

/** Work areas, the primary screen first. */
function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  return [primary, ...screen.getAllDisplays().filter((display) => display.id !== primary.id)].map((display) => display.workArea);
}
