import { createRoot } from 'react-dom/client';
import { App } from '../../../renderer/desk/app/App.tsx';
import { listenForKeys } from '../../../renderer/desk/app/key-dispatcher.ts';
import { addStyleSheet } from '../../../renderer/desk/app/nonce.ts';
import { Providers } from '../../../renderer/desk/app/Providers.tsx';
import { createI18n } from '../../../renderer/desk/i18n/i18n.ts';
import { tokenStyleSheet } from '../../../renderer/desk/ui/tokens.ts';
import '../../../renderer/desk/ui/global.css';
import { NOW } from './data.ts';
import { isSceneName, makeScene, scenes } from './scenes.ts';

/** `?state=desk-call&theme=dark&lang=en`: the real desk, fake ports, time standing still. */
const query = new URLSearchParams(location.search);
const name = query.get('state') ?? 'desk-idle';
const desk = makeScene(isSceneName(name) ? name : 'desk-idle', {
  theme: query.get('theme') === 'dark' ? 'dark' : 'light',
  language: query.get('lang') === 'en' ? 'en' : 'zh-CN',
});
addStyleSheet(document, '', tokenStyleSheet());
listenForKeys(window, desk.keys, () => desk.store.getState().sheet !== null);
// For the camera and for whoever tries things in the console.
Object.assign(window, { desk, sceneNames: Object.keys(scenes) });
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <Providers desk={desk} i18n={createI18n(desk.store.getState().prefs.language)} ticker={{ second: () => NOW, subscribe: () => () => undefined }} nonce="">
      <App />
    </Providers>,
  );
}
