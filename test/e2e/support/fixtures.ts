import { test as base } from '@playwright/test';
import { launchDesk, type DeskApp, type DeskAppOptions } from './desk-app.ts';
import { launchStack, type Stack } from './stack.ts';

interface WorkerFixtures { readonly stack: Stack }
interface TestFixtures {
  /** Launches a desktop that is closed after the test; its output is attached when the test fails. */
  readonly launch: (options?: Omit<DeskAppOptions, 'stack'> & { readonly stack?: Stack | null }) => Promise<DeskApp>;
}

const CUSTOMERS = 400;

/** One hub and one training line for a whole run; a desktop of its own for each test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await launchStack({ customers: CUSTOMERS });
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  launch: async ({ stack }, use, testInfo) => {
    const opened: DeskApp[] = [];
    await use(async (options = {}) => {
      const { stack: wanted, ...rest } = options;
      const desk = await launchDesk({ ...rest, ...(wanted === null ? {} : { stack: wanted ?? stack }) });
      opened.push(desk);
      return desk;
    });
    for (const [index, desk] of opened.entries()) {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach(`desk-${index}-output`, { body: desk.output.join(''), contentType: 'text/plain' });
        await testInfo.attach(`desk-${index}-log`, { body: desk.log().map((line) => JSON.stringify(line)).join('\n'), contentType: 'text/plain' });
      }
      await desk.close();
    }
    await stack.startHub();
  },
});
export { expect } from '@playwright/test';
