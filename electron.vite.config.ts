import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const here = (path: string): string => resolve(import.meta.dirname, path);

/**
 * Syntax floor: the oldest runtime the bundles must run on (Electron 33: Node 20.18, Chrome 130).
 * Left alone, electron-vite would take it from the installed `electron` package.
 */
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';

/** The one package that stays a package: its binary cannot go into a bundle. Everything else is bundled. */
const unbundled = ['better-sqlite3'];

const resolveShared = { alias: [{ find: /^#shared\//, replacement: `${here('shared')}/` }] };

export default defineConfig({
  main: {
    resolve: resolveShared,
    build: {
      target: nodeTarget,
      outDir: here('out/main'),
      sourcemap: true,
      externalizeDeps: false,
      rollupOptions: {
        input: { index: here('electron/main/index.ts'), data: here('electron/data/index.ts') },
        external: unbundled,
      },
    },
  },
  preload: {
    resolve: resolveShared,
    build: {
      target: nodeTarget,
      outDir: here('out/preload'),
      sourcemap: true,
      externalizeDeps: false,
      // A sandboxed preload is one self-contained CommonJS file.
      isolatedEntries: true,
      rollupOptions: {
        input: { desk: here('electron/preload/desk.ts'), phone: here('electron/preload/phone.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    resolve: resolveShared,
    plugins: [react()],
    build: {
      target: chromeTarget,
      outDir: here('out/renderer'),
      minify: 'oxc',
      sourcemap: true,
      rollupOptions: { input: { desk: here('renderer/desk/index.html'), phone: here('renderer/phone/index.html') } },
    },
  },
});
