// @ts-check

/**
 * @typedef {object} Task
 * @property {string} file what to run, from this folder
 * @property {boolean} [display] opens windows, so system libraries must be there
 * @property {boolean} [ownHelp] answers --help itself, at more length, once the packages are installed
 * @property {string} zh what it does
 * @property {string} en
 * @property {[option: string, zh: string, en: string][]} [options]
 */

/** Every npm script of the project by its name. @type {Record<string, Task>} */
export const tasks = {
  start: {
    file: 'tasks/start.ts',
    display: true,
    zh: '启动整套演示环境：PostgreSQL、中心、培训线、演示城市和坐席台。没有显示器时改为自动运行演示。Ctrl+C 全部停止。',
    en: 'Starts everything: PostgreSQL, the hub, the training line, a demo city and the desktop. Without a display it runs the demo instead. Ctrl+C stops all of it.',
    options: [
      ['--customers N', '首次启动时生成的客户数（默认 2000）', 'customers seeded at the first start (default 2000)'],
      ['--hub-port N', '中心端口（默认 7310）', 'port of the hub (default 7310)'],
      ['--training-port N', '培训线端口（默认 7360）', 'port of the training line (default 7360)'],
    ],
  },
  dev: {
    file: 'tasks/dev.ts',
    display: true,
    zh: '同 start，界面改动即时生效（HMR），主进程改动后自动重启。',
    en: 'Like start, with hot reload of the windows and a restart when main or data change.',
    options: [
      ['--customers N', '首次启动时生成的客户数（默认 2000）', 'customers seeded at the first start (default 2000)'],
      ['--hub-port N', '中心端口（默认 7310）', 'port of the hub (default 7310)'],
      ['--training-port N', '培训线端口（默认 7360）', 'port of the training line (default 7360)'],
    ],
  },
  demo: {
    file: 'tasks/demo.ts',
    display: true,
    zh: '自动走完主流程（来电、弹屏、受理、断网、恢复），输出报告和每一步的截图。',
    en: 'Drives the real app through the main job (call, pop, fault, offline, recovery); writes a report and a screenshot per step.',
    options: [['--out DIR', '输出目录（默认 out/demo）', 'output folder (default out/demo)']],
  },
  'bench:pop': {
    file: 'tasks/bench-pop.ts',
    display: true,
    zh: '测量从来电到弹屏的时间，同时给出裸管道基线。',
    en: 'Measures the time from the INVITE to the painted card, beside the bare floor in the same run.',
    options: [
      ['--customers N', '客户数（默认 100000）', 'customers in the store (default 100000)'],
      ['--calls N', '来电次数（默认 100）', 'calls (default 100)'],
      ['--json FILE', '结果文件', 'where the result goes'],
    ],
  },
  hub: {
    file: '../server/main.ts',
    ownHelp: true,
    zh: '只启动中心（默认使用内嵌 PostgreSQL；生产环境请设置 DATABASE_URL）。',
    en: 'Starts the hub alone (embedded PostgreSQL by default; set DATABASE_URL for your own).',
  },
  'training-line': {
    file: '../server/training/main.ts',
    ownHelp: true,
    zh: '只启动培训线：为软电话注册并模拟来电。不是生产 SIP 边界。',
    en: 'Starts the training line alone: registers softphones and rings them. Not the production SIP edge.',
  },
  seed: {
    file: '../server/seed/main.ts',
    ownHelp: true,
    zh: '生成一座可重复的虚构城市（客户、号码、产品、账单、工单、故障），不含任何真实个人数据。',
    en: 'Fills the hub with a repeatable synthetic city; no real person is in it.',
    options: [
      ['--customers N', '客户数（默认 2000）', 'customers (default 2000)'],
      ['--seed S', '随机种子（默认 1）', 'random seed (default 1)'],
      ['--if-empty', '已有城市则不动', 'leave a city that is there'],
    ],
  },
  accounts: {
    file: '../server/accounts/main.ts',
    ownHelp: true,
    zh: '管理中心的账号和组织：建账号、解锁、停用、换口令、建组织。自备 PostgreSQL 时由此起步。',
    en: 'Keeps the hub’s accounts and organisation: adds, unlocks, disables, gives new passwords. Where a PostgreSQL of your own begins.',
  },
  runtime: {
    file: 'runtime/prepare.ts',
    display: true,
    zh: '准备 Electron 运行时和对应的 SQLite 驱动。',
    en: 'Prepares the Electron runtime and the SQLite driver that fits it.',
    options: [['--runtime=auto|official|fallback', '运行时来源（默认 auto）', 'where it comes from (default auto)']],
  },
  build: {
    file: 'tasks/build.ts',
    zh: '把坐席台打包到 out/。',
    en: 'Bundles the desktop into out/.',
  },
  'dist:linux': {
    file: 'tasks/dist-linux.ts',
    display: true,
    zh: '生成 Linux 目录包 release/linux-unpacked。',
    en: 'Packages release/linux-unpacked.',
    options: [['--runtime=fallback', '允许用替代运行时打包（仅供测试，不可交付）', 'package the fallback runtime (for tests, never for delivery)']],
  },
  check: {
    file: 'tasks/check.ts',
    zh: '类型、代码规范、依赖方向、无用代码和锁文件检查。',
    en: 'Types, lint, dependency directions, dead code, lock file.',
  },
  test: {
    file: 'tasks/test.ts',
    display: true,
    zh: '全部检查和测试；最后一行为“N passed, N failed”。',
    en: 'All checks and tests; the last line is "N passed, N failed".',
  },
  'test:unit': {
    file: 'tasks/test-unit.ts',
    zh: '单元测试（vitest）。可跟文件名过滤。',
    en: 'Unit tests (vitest). File names after -- narrow it down.',
  },
  'test:e2e': {
    file: 'tasks/test-e2e.ts',
    display: true,
    zh: 'Electron 端到端测试（Playwright）。可跟文件名过滤。',
    en: 'Electron end-to-end tests (Playwright). File names after -- narrow it down.',
  },
  'test:postgres': {
    file: 'tasks/test-postgres.ts',
    zh: '在 Debian 的 PostgreSQL 15 上再跑一遍中心的测试；以 root 运行时缺则安装。',
    en: 'The hub’s tests once more on Debian’s PostgreSQL 15, installed if missing when root.',
  },
  'test:package': {
    file: 'tasks/test-package.ts',
    display: true,
    zh: '对 dist:linux 生成的包做冒烟测试。',
    en: 'Smoke test of the package that dist:linux made.',
  },
};

/**
 * @param {string} name
 * @param {Task} task
 */
export function helpText(name, task) {
  const command = name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
  const options = task.options ?? [];
  const lines = [options.length === 0 ? command : `${command} -- [options]`, '', task.zh, task.en];
  if (options.length > 0) lines.push('');
  const width = Math.max(0, ...options.map(([option]) => option.length));
  for (const [option, zh, en] of options) lines.push(`  ${option.padEnd(width)}  ${zh} / ${en}`);
  return `${lines.join('\n')}\n`;
}
