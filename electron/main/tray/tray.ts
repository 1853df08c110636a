import { Menu, Tray } from 'electron';
import type { Language } from '#shared/contract/errors.ts';
import { shellWords } from '../words.ts';

export interface DeskTray {
  speak(language: Language): void;
  close(): void;
}

/** An icon with the two things one can do without the window. Desktops without a tray simply do not show it. */
export function openTray(options: { readonly icon: string; readonly onOpen: () => void; readonly onQuit: () => void }): DeskTray {
  const tray = new Tray(options.icon);
  tray.on('click', options.onOpen);
  return {
    speak(language) {
      const w = shellWords[language];
      tray.setToolTip(w.product);
      tray.setContextMenu(Menu.buildFromTemplate([
        { label: w.open, click: options.onOpen },
        { type: 'separator' },
        { label: w.quit, click: options.onQuit },
      ]));
    },
    close: () => tray.destroy(),
  };
}
