import { checkSteps } from '../checks/all.ts';
import { runSteps } from '../checks/step.ts';
import { runTask } from '../setup/say.mjs';

await runTask(async () => {
  const results = await runSteps(checkSteps, ({ name, problem, ms }) => {
    process.stdout.write(problem === '' ? `ok    ${name} (${ms} ms)\n` : `FAIL  ${name} (${ms} ms)\n${problem}\n`);
  });
  const failed = results.filter((result) => result.problem !== '').length;
  process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
