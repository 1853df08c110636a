import { runVitest } from '../report/run-suite.ts';
import { summary } from '../report/suite.ts';
import { runTask } from '../setup/say.mjs';

await runTask(async () => {
  const { text, failed } = summary([await runVitest('unit', ['unit', 'desk'], process.argv.slice(2))]);
  process.stdout.write(`\n${text}`);
  return failed === 0 ? 0 : 1;
});
