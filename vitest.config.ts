import { defineConfig } from 'vitest/config';

/** Real databases and processes start in hooks; on a busy two-core machine that takes its time. */
const patient = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', environment: 'node', include: ['{shared,electron,server,scripts,renderer/phone,test/bench}/**/*.test.ts'], ...patient } },
      { test: { name: 'desk', environment: 'jsdom', include: ['renderer/desk/**/*.test.{ts,tsx}'], ...patient } },
      { test: { name: 'contract', environment: 'node', include: ['test/contract/**/*.test.ts'], ...patient } },
      { test: { name: 'integration', environment: 'node', include: ['test/integration/**/*.test.ts'], ...patient } },
    ],
  },
});
