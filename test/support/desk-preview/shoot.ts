import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

/**
 * Screenshots of the desk in named states beside the design pictures:
 * `node test/support/desk-preview/shoot.ts --out DIR [--states a,b; all without] [--themes light,dark] [--widths 1366,1920] [--langs zh-CN,en]`.
 * CHROMIUM names the browser; Debian's is the default.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'out/preview' },
    states: { type: 'string', default: '' },
    themes: { type: 'string', default: 'light,dark' },
    widths: { type: 'string', default: '1366' },
    langs: { type: 'string', default: 'zh-CN' },
  },
});
const heights: Readonly<Record<string, number>> = { 1366: 768, 1920: 1080 };
const root = resolve(import.meta.dirname, '../../..');

const server = await createServer({
  configFile: false, root: import.meta.dirname, plugins: [react()], logLevel: 'error', cacheDir: join(root, 'out/preview-cache'),
  resolve: { alias: [{ find: /^#shared\//, replacement: `${join(root, 'shared')}/` }] },
  server: { host: '127.0.0.1', port: 0, fs: { allow: [root] }, watch: null },
});
await server.listen();
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  await mkdir(values.out, { recursive: true });
  for (const width of values.widths.split(',')) {
    const page = await browser.newPage({ viewport: { width: Number(width), height: heights[width] ?? 800 }, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    page.on('console', (message) => (message.type() === 'error' ? console.error(`console: ${message.text()}`) : undefined));
    await page.goto(address);
    const all = await page.evaluate<string[]>('window.sceneNames');
    for (const state of values.states === '' ? all : values.states.split(',')) for (const theme of values.themes.split(',')) for (const lang of values.langs.split(',')) {
      await page.goto(`${address}?state=${state}&theme=${theme}&lang=${lang}`);
      await page.waitForSelector('header, h1');
      await page.evaluate('document.fonts.ready.then(() => null)');
      await page.waitForTimeout(150);
      const file = join(values.out, `${state}-${width}-${theme}${lang === 'en' ? '-en' : ''}.png`);
      await page.screenshot({ path: file });
      console.log(file);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
