import { join } from 'node:path';
import { projectRoot } from '../runtime/pins.ts';
import { prepareDesktop } from '../setup/desktop.ts';
import { say } from '../setup/say.mjs';
import { openDisplay } from './display.ts';
import { foreground } from './foreground.ts';

/** Runs a program that drives the real desktop by itself, on a virtual display where there is none. */
export async function driveDesktop(program: string, args: readonly string[]): Promise<number> {
  await prepareDesktop();
  const display = await openDisplay();
  if (display.virtual) say('没有显示器：使用虚拟显示器。', 'No display: using a virtual one.');
  try {
    return await foreground(process.execPath, [join(projectRoot, program), ...args], display.env);
  } finally {
    await display.close();
  }
}
