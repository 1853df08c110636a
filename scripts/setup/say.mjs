// @ts-check
// Plain built-ins: this runs on the machine's own Node before anything is installed.

/** True when the person's locale is Chinese, or says nothing (the floor is Chinese). */
function chineseFirst() {
  const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
  return !/^en/i.test(locale);
}

/**
 * One message in both languages, the person's first.
 * @param {string} zh
 * @param {string} en
 * @returns {string}
 */
export function both(zh, en) {
  return chineseFirst() ? `${zh}\n${en}` : `${en}\n${zh}`;
}

/**
 * Prints a message in both languages.
 * @param {string} zh
 * @param {string} en
 */
export function say(zh, en) {
  process.stderr.write(`${both(zh, en)}\n`);
}

/** An expected failure: its text is for the person, no stack trace. */
export class SetupProblem extends Error {
  /**
   * @param {string} zh
   * @param {string} en
   */
  constructor(zh, en) {
    super(both(zh, en));
    this.name = 'SetupProblem';
  }
}

/**
 * Runs a task; a SetupProblem is printed as it is and ends the process with code 1.
 * @param {() => Promise<number | void>} task resolves to the exit code, nothing means 0
 */
export async function runTask(task) {
  try {
    process.exitCode = (await task()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
