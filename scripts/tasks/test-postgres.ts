import { runVitest } from '../report/run-suite.ts';
import { summary } from '../report/suite.ts';
import { runTask, say } from '../setup/say.mjs';
import { startSystemPostgres } from '../stack/postgres.ts';

/** Everything that runs on a database it is given; what tests the embedded one starts its own. */
const suites = ['test/contract/', ...['session', 'commands', 'feed', 'outage', 'database', 'accounts'].map((name) => `test/integration/hub-${name}`)];

await runTask(async () => {
  const postgres = await startSystemPostgres();
  try {
    say(`在 PostgreSQL ${postgres.version} 上运行中心的测试`, `The hub's tests on PostgreSQL ${postgres.version}`);
    const result = await runVitest('hub on PostgreSQL 15', ['contract', 'integration'], suites, { WANHAO_TEST_DATABASE_URL: postgres.url });
    const { text, failed } = summary([result]);
    process.stdout.write(`\n${text}`);
    return failed === 0 ? 0 : 1;
  } finally {
    postgres.stop();
  }
});
