import { bundleDesktop } from '../setup/desktop.ts';
import { runTask, say } from '../setup/say.mjs';

await runTask(async () => {
  bundleDesktop({ onlyIfStale: false });
  say('坐席台已打包到 out/。', 'The desktop is bundled in out/.');
});
