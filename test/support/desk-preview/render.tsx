import { cleanup, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { onTestFinished } from 'vitest';
import { App } from '../../../renderer/desk/app/App.tsx';
import { listenForKeys } from '../../../renderer/desk/app/key-dispatcher.ts';
import { Providers } from '../../../renderer/desk/app/Providers.tsx';
import { createI18n } from '../../../renderer/desk/i18n/i18n.ts';
import { createTicker } from '../../../renderer/desk/ui/clock.tsx';
import { NOW } from './data.ts';
import type { Override } from './fake-ports.ts';
import { makeScene, type SceneName } from './scenes.ts';

/** The whole desk in a named state, in jsdom, as a person would use it. `asked` holds what it asked the rooms. */
export function renderScene(name: SceneName, override?: Override) {
  window.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined })) as unknown as typeof window.matchMedia;
  window.ResizeObserver ??= class { observe(): void {} unobserve(): void {} disconnect(): void {} };
  const scene = makeScene(name, undefined, override);
  const stop = listenForKeys(window, scene.keys, () => scene.store.getState().sheet !== null || scene.store.getState().closeAsked !== null);
  const time = { now: NOW };
  const ticks: (() => void)[] = [];
  const ticker = createTicker(() => time.now, { set: (run) => ticks.push(run), clear: () => undefined });
  const view = render(
    <Providers desk={scene} i18n={createI18n('zh-CN')} ticker={ticker} nonce="test"><App /></Providers>,
  );
  onTestFinished(() => {
    stop();
    cleanup();
  });
  /** Lets that much time pass; every running time shows it. */
  const pass = (ms: number): void => {
    time.now += ms;
    for (const run of ticks.splice(0)) run();
  };
  const asked = (port: 'data' | 'phone' | 'shell'): readonly (readonly [string, unknown])[] =>
    scene.ports.asked.filter((call) => call.port === port).map((call) => [call.name, call.input] as const);
  return { ...view, ...scene, act: scene.store.getState(), user: userEvent.setup(), pass, asked };
}
