import { runChecks } from '../report/run-suite.ts';
import { summary } from '../report/suite.ts';
import { runTask } from '../setup/say.mjs';

await runTask(async () => {
  const { text, failed } = summary([await runChecks()]);
  process.stdout.write(text);
  return failed === 0 ? 0 : 1;
});
