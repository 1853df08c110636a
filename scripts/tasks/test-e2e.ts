import { runPlaywright } from '../report/run-suite.ts';
import { summary } from '../report/suite.ts';
import { prepareDesktop } from '../setup/desktop.ts';
import { runTask } from '../setup/say.mjs';
import { openDisplay } from '../stack/display.ts';

await runTask(async () => {
  await prepareDesktop();
  const display = await openDisplay();
  const { text, failed } = summary([await runPlaywright('e2e', process.argv.slice(2), display.env)]);
  await display.close();
  process.stdout.write(`\n${text}`);
  return failed === 0 ? 0 : 1;
});
