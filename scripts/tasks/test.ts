import { runChecks, runPlaywright, runVitest } from '../report/run-suite.ts';
import { type SuiteResult, summary } from '../report/suite.ts';
import { prepareDesktop } from '../setup/desktop.ts';
import { runTask, say } from '../setup/say.mjs';
import { openDisplay } from '../stack/display.ts';

await runTask(async () => {
  await prepareDesktop();
  const results: SuiteResult[] = [await runChecks()];
  results.push(await runVitest('unit', ['unit', 'desk'], []));
  results.push(await runVitest('contract', ['contract'], []));
  results.push(await runVitest('integration', ['integration'], []));
  const display = await openDisplay();
  if (display.virtual) say('没有显示器：端到端测试在虚拟显示器上运行。', 'No display: the end-to-end tests run on a virtual one.');
  results.push(await runPlaywright('e2e', [], display.env));
  await display.close();
  const { text, failed } = summary(results);
  process.stdout.write(`\n${text}`);
  return failed === 0 ? 0 : 1;
});
