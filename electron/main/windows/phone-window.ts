import { BrowserWindow, type Session } from 'electron';
import { pageUrl } from '../protocol/page-files.ts';
import { lockedPreferences } from './web-preferences.ts';

/** The window that holds the calls. It is never shown and outlives the desk. */
export function openPhoneWindow(options: { readonly session: Session; readonly preload: string; readonly devTools: boolean }): BrowserWindow {
  const window = new BrowserWindow({
    show: false, width: 400, height: 300, skipTaskbar: true, title: '万号电话',
    webPreferences: {
      ...lockedPreferences(options.session, options.preload, options.devTools),
      // Ringing must sound before anyone has clicked.
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  void window.loadURL(pageUrl('phone')).catch(() => undefined);
  return window;
}
