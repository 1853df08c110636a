import type { DeskApp } from './desk-app.ts';
import { DeskPage } from './desk-page.ts';
import type { Stack } from './stack.ts';

/** An agent signed in, with a registered phone and the city on the desk. */
export interface Shift {
  readonly app: DeskApp;
  readonly desk: DeskPage;
  /** Rings this agent. @returns the call id at the training line */
  ring(from: string | null, prompt?: { readonly kind: 'tone'; readonly hz: number }): Promise<string>;
}

export async function beginShift(app: DeskApp, stack: Stack, agentNo: string): Promise<Shift> {
  const desk = new DeskPage(await app.desk());
  await desk.signIn(stack.account(agentNo));
  await desk.phoneReady();
  await desk.statusLine.getByText(/^数据更新于/).waitFor({ timeout: 30_000 });
  return {
    app, desk,
    ring: (from, prompt) => stack.control.place({ user: agentNo, from, ...(prompt === undefined ? {} : { prompt }) }),
  };
}

/** A fault that is complete but for what the caller's record brings. */
export const onlineFault = { category: '光宽 无法上网', description: '今天一早就上不了网，光猫灯闪红。', tested: true } as const;
export const offlineFault = { category: '光宽 频繁掉线', description: '从昨天开始每隔十几分钟断一次。', tested: false } as const;
