import { join } from 'node:path';
import { projectRoot } from '../runtime/pins.ts';
import type { Stack } from './stack.ts';

/** Environment of an unpackaged desktop that works with this stack. */
export function desktopEnvironment(stack: Stack): Record<string, string> {
  return { WANHAO_HUB_URL: stack.hub.url, WANHAO_SIP_SERVERS: stack.training.url };
}

/** Arguments of an unpackaged desktop: the app's folder, its own profile, and a key file where the OS has no key ring. */
export function desktopArguments(stateDir: string): string[] {
  return [projectRoot, `--user-data-dir=${join(stateDir, 'desktop')}`, '--development-key-file'];
}
