import { Notification, type BrowserWindow } from 'electron';

export interface RingNotice { readonly ringing: boolean; readonly title: string; readonly body: string }

/** Calls the person to a ringing call while the window is behind others, without ever taking the focus. */
export class Attention {
  private notification: Notification | null = null;
  private readonly window: () => BrowserWindow | undefined;
  private readonly onOpen: () => void;
  private readonly title: () => string;

  constructor(options: { readonly window: () => BrowserWindow | undefined; readonly title: () => string; readonly onOpen: () => void }) {
    this.window = options.window;
    this.onOpen = options.onOpen;
    this.title = options.title;
  }

  ring(notice: RingNotice): void {
    const window = this.window();
    if (window === undefined) return;
    this.quiet();
    if (!notice.ringing || window.isFocused()) return;
    if (!window.isVisible()) window.showInactive();
    window.flashFrame(true);
    window.setTitle(notice.title === '' ? this.title() : notice.title);
    if (!Notification.isSupported()) return;
    this.notification = new Notification({ title: notice.title, body: notice.body, silent: true, urgency: 'critical' });
    this.notification.on('click', this.onOpen);
    this.notification.show();
  }

  /** No call rings any more, or the person is looking. */
  quiet(): void {
    this.notification?.close();
    this.notification = null;
    const window = this.window();
    if (window === undefined || window.isDestroyed()) return;
    window.flashFrame(false);
    window.setTitle(this.title());
  }
}
