// What `electron <folder>` needs on the fallback runtime, which comes without default_app.asar.
// An ES module on purpose: Electron holds back 'ready' until this file, and so the app it awaits, has loaded.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
if (manifest.version) app.setVersion(manifest.version);
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), app.getName()));
try {
  await import(pathToFileURL(join(folder, manifest.main)).href);
} catch (error) {
  console.error('The app failed to load:', error);
  app.exit(1);
}
