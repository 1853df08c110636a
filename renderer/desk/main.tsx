import { createRoot } from 'react-dom/client';
import type { Timers } from '#shared/lib/clock.ts';
import { App } from './app/App.tsx';
import { listenForKeys } from './app/key-dispatcher.ts';
import { bridgeOf, connectDoors } from './app/doors.ts';
import { addStyleSheet, readNonce } from './app/nonce.ts';
import { Providers } from './app/Providers.tsx';
import { createI18n } from './i18n/i18n.ts';
import { createKeyRegistry } from './model/keys.ts';
import { createDeskStore } from './model/store.ts';
import { createTicker } from './ui/clock.tsx';
import { tokenStyleSheet } from './ui/tokens.ts';
import './ui/global.css';

const timers: Timers = {
  set: (run, delayMs) => window.setTimeout(run, delayMs),
  clear: (handle) => window.clearTimeout(handle as number),
};

const nonce = readNonce(document);
addStyleSheet(document, nonce, tokenStyleSheet());
const store = createDeskStore();
const keys = createKeyRegistry();
const { ports } = connectDoors({
  window, bridge: bridgeOf(window), store, timers,
  // Paths and rule names only; the shell's log takes what a window reports.
  onFault: ({ where, issue }) => reportError(new Error(`door ${where}: ${issue}`)),
});
listenForKeys(window, keys, () => store.getState().sheet !== null || store.getState().closeAsked !== null);
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <Providers desk={{ store, ports, keys }} i18n={createI18n(store.getState().prefs.language)} ticker={createTicker(Date.now, timers)} nonce={nonce}>
      <App />
    </Providers>,
  );
}
