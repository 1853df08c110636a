import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runPlaywright } from '../report/run-suite.ts';
import { summary } from '../report/suite.ts';
import { projectRoot } from '../runtime/pins.ts';
import { SetupProblem, runTask } from '../setup/say.mjs';
import { openDisplay } from '../stack/display.ts';

await runTask(async () => {
  if (!existsSync(join(projectRoot, 'release/linux-unpacked/wanhao-desk'))) {
    throw new SetupProblem('尚未打包。请先运行：npm run dist:linux', 'There is no package yet. Run first: npm run dist:linux');
  }
  const display = await openDisplay();
  const { text, failed } = summary([await runPlaywright('package', process.argv.slice(2), display.env)]);
  await display.close();
  process.stdout.write(`\n${text}`);
  return failed === 0 ? 0 : 1;
});
