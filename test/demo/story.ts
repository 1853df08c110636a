import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { offsetOf, pageClock } from '../bench/clock.ts';
import { launchDesk, type DeskApp } from '../e2e/support/desk-app.ts';
import { DeskPage, type SubmittedTicket } from '../e2e/support/desk-page.ts';
import { watchForCard } from '../e2e/support/painted.ts';
import type { DemoAccount, Stack } from '../e2e/support/stack.ts';
import { VOICE_HZ } from '../e2e/support/voice.ts';
import { waitFor } from '../e2e/support/wait.ts';
import type { DemoReport, Evidence } from './report.ts';

/** Every step of the main job, in order; the report names the ones that were not reached. */
export const stepNames = [
  'signed in', 'softphone registered', 'a caller rings', 'card painted', 'answered with audio both ways', 'fault taken and submitted',
  'hub has it', 'hub stopped', 'second call from a known customer still pops', 'second fault taken offline with a provisional number',
  'third half-written', 'desktop killed with SIGKILL and started again with the hub still down', 'unlocked, draft and ticket still there',
  'hub back', 'exactly one copy of each ticket on the hub', 'signed out',
] as const;
type StepName = (typeof stepNames)[number];

const AGENT = '8001';
const HEARD_AT_LEAST = 0.02;
const DRAFT_WORDS = '客户说昨晚下雨以后就断断续续，今天完全上不去，';

/** One shift in short: the main job with the network up and down, and a power cut in between. */
export class Story {
  private readonly stack: Stack;
  private readonly report: DemoReport;
  private readonly account: DemoAccount;
  private readonly userDataDir = mkdtempSync(join(tmpdir(), 'wanhao-demo-desk-'));
  private app: DeskApp | null = null;
  private desk: DeskPage | null = null;
  /** How far the page's clock is ahead of the training line's, ms. */
  private clock = 0;

  constructor(stack: Stack, report: DemoReport) {
    this.stack = stack;
    this.report = report;
    this.account = stack.account(AGENT);
  }

  async run(): Promise<void> {
    const [, second, third] = this.callers();
    await this.signIn();
    const first = await this.firstFault();
    const secondTicket = await this.offlineFault(second);
    await this.halfWritten(third);
    await this.powerCut(secondTicket);
    await this.recovery([first, secondTicket]);
  }

  async close(): Promise<void> {
    await this.app?.close();
    rmSync(this.userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** Three customers whose number leads to exactly one of them. */
  private callers(): readonly [string, string, string] {
    const { known, more } = this.stack.callers;
    const others = more.map((one) => one.number).filter((number) => number !== known.number);
    const [second, third] = others;
    if (second === undefined || third === undefined) throw new Error('the demo city has too few callers');
    return [known.number, second, third];
  }

  private async signIn(): Promise<void> {
    await this.step('signed in', async () => {
      const desk = await this.open();
      await desk.signIn(this.account);
      await desk.statusLine.getByText(/^数据更新于/).waitFor({ timeout: 60_000 });
      return { agent: AGENT, menu: await desk.agentMenu.innerText(), data: await desk.statusLine.getByText(/^数据更新于/).innerText() };
    });
    await this.step('softphone registered', async () => {
      await this.d.phoneReady();
      const registered = await this.stack.control.registered(AGENT);
      if (!registered) throw new Error('the training line does not know the extension');
      await this.d.page.keyboard.press('Alt+1');
      await this.d.page.getByRole('button', { name: '坐席状态 就绪' }).waitFor();
      return { extension: AGENT, registrar: this.stack.sipUrl, desk: await this.d.statusLine.getByText(/^分机/).innerText(), state: '就绪' };
    });
  }

  private async firstFault(): Promise<SubmittedTicket> {
    const [number] = this.callers();
    let callId = '';
    let painted: Promise<number> = Promise.resolve(0);
    await this.step('a caller rings', async () => {
      ({ callId, painted } = await this.ring(number));
      await this.d.ringing.waitFor();
      return { callId, shown: await this.d.ringing.innerText().then(oneLine) };
    });
    await this.step('card painted', async () => {
      const ms = await painted;
      this.report.popped(ms);
      return { popMs: Math.round(ms * 10) / 10, tab: await this.d.page.getByRole('tab', { name: /振铃/ }).innerText().then(oneLine) };
    });
    await this.step('answered with audio both ways', async () => {
      await this.d.answer();
      return this.audioBothWays(callId);
    });
    const ticket = await this.takeFault('fault taken and submitted', '光宽 无法上网', '今天一早就上不了网，光猫 LOS 灯闪红，重启两次都没用。', false);
    await this.step('hub has it', async () => {
      const found = (await this.stack.observer().tickets()).filter((one) => one.no === ticket.number);
      if (found.length !== 1) throw new Error(`${found.length} tickets with that number on the hub`);
      await this.d.hangUp();
      return { ticketNo: ticket.number, ticketId: found[0]?.id ?? '', state: found[0]?.state ?? '' };
    });
    return ticket;
  }

  private async offlineFault(number: string): Promise<SubmittedTicket> {
    await this.step('hub stopped', async () => {
      await this.stack.stopHub();
      const banner = this.d.offlineBanner;
      await banner.waitFor({ timeout: 30_000 });
      await this.d.phoneReady();
      return { banner: oneLine(await banner.innerText()), phone: await this.d.statusLine.getByText(/^分机/).innerText() };
    });
    let callId = '';
    await this.step('second call from a known customer still pops', async () => {
      const call = await this.ring(number);
      callId = call.callId;
      await this.d.ringing.waitFor();
      const ms = await call.painted;
      this.report.popped(ms);
      return { callId, popMs: Math.round(ms * 10) / 10, shown: await this.d.ringing.innerText().then(oneLine) };
    });
    await this.d.answer();
    const ticket = await this.takeFault('second fault taken offline with a provisional number', '光宽 频繁掉线', '从昨天开始每隔十几分钟断一次，光猫所有灯都正常。', true);
    await this.d.hangUp();
    await this.stack.control.until(callId, 'to end', (call) => call.state === 'ended');
    return ticket;
  }

  private async halfWritten(number: string): Promise<void> {
    await this.step('third half-written', async () => {
      const call = await this.ring(number);
      this.report.popped(await call.painted);
      await this.d.answer();
      await this.d.openFault();
      await this.d.intake.getByRole('radiogroup', { name: '关系' }).getByRole('radio', { name: '家人' }).click();
      await this.d.intake.getByRole('group', { name: /^常用分类/ }).getByRole('button', { name: '光宽 网速慢' }).click();
      const saved = await this.d.describe(DRAFT_WORDS);
      return { callId: call.callId, description: DRAFT_WORDS, saved, submitted: false };
    });
  }

  /** In the middle of a call, with a ticket waiting and a draft half-written. */
  private async powerCut(ticket: SubmittedTicket): Promise<void> {
    await this.step('desktop killed with SIGKILL and started again with the hub still down', async () => {
      const before = this.app?.app.process().pid ?? 0;
      await this.app?.killHard();
      const desk = await this.open();
      await desk.page.getByRole('heading', { name: '离线解锁' }).waitFor({ timeout: 30_000 });
      return { killedPid: before, newPid: this.app?.app.process().pid ?? 0, hub: this.stack.isHubUp ? 'up' : 'down', page: '离线解锁' };
    });
    await this.step('unlocked, draft and ticket still there', async () => {
      const desk = this.d;
      await desk.unlock(this.account);
      await desk.page.getByRole('tab', { name: /障碍|草稿/ }).first().click();
      const words = await desk.intake.getByRole('textbox', { name: '描述' }).inputValue();
      if (words !== DRAFT_WORDS) throw new Error(`the draft reads: ${words}`);
      const waiting = desk.callsColumn.getByRole('listitem').filter({ hasText: ticket.number });
      await waiting.first().waitFor();
      return { draft: words, ticket: ticket.number, queue: oneLine(await waiting.first().innerText()) };
    });
  }

  private async recovery(tickets: readonly SubmittedTicket[]): Promise<void> {
    await this.step('hub back', async () => {
      await this.stack.startHub();
      await this.d.offlineBanner.waitFor({ state: 'detached', timeout: 60_000 });
      await this.d.statusLine.getByText('待同步 0', { exact: true }).waitFor({ timeout: 60_000 });
      return { hub: this.stack.hubUrl, status: await this.d.statusLine.innerText().then(oneLine) };
    });
    await this.step('exactly one copy of each ticket on the hub', async () => {
      const all = await this.stack.observer().tickets();
      const copies = tickets.map((ticket) => all.filter((one) => one.no === ticket.number || one.provisionalNo === ticket.number));
      if (copies.some((found) => found.length !== 1)) throw new Error(`copies on the hub: ${copies.map((found) => found.length).join(', ')}`);
      await this.d.page.getByRole('button', { name: '工单' }).first().click();
      await this.d.page.getByText(copies[1]?.[0]?.no ?? '').first().waitFor();
      return { tickets: copies.map((found) => `${found[0]?.provisionalNo ?? '—'} → ${found[0]?.no ?? '—'}`), ids: copies.map((found) => found[0]?.id ?? '') };
    });
    await this.step('signed out', async () => {
      const asked = await this.d.signOut();
      return { asked: asked ?? 'nothing', page: await this.d.page.getByRole('heading', { level: 1 }).innerText() };
    });
  }

  private async takeFault(name: StepName, category: string, description: string, offline: boolean): Promise<SubmittedTicket> {
    let ticket: SubmittedTicket = { number: '', provisional: true };
    await this.step(name, async () => {
      await this.d.openFault();
      await this.d.fillFault({ category, description, tested: !offline });
      ticket = await this.d.submitFault();
      if (!offline && ticket.provisional) ticket = await waitFor('the official number', async () => {
        const shown = await this.d.submittedNumber();
        return shown.provisional ? undefined : shown;
      });
      if (offline && !ticket.provisional) throw new Error('an official number without a hub');
      return { number: ticket.number, provisional: ticket.provisional, category };
    });
    return ticket;
  }

  /** What the caller hears of the agent and what the desk's meters show of the caller. */
  private async audioBothWays(callId: string): Promise<Evidence> {
    const heard = await this.stack.control.until(callId, 'to hear the agent', (call) => call.heard.rms >= HEARD_AT_LEAST && Math.abs(call.heard.hz - VOICE_HZ) <= 10);
    const meters = this.d.activeCall.getByRole('group', { name: '音量' });
    const bars = async (side: number): Promise<number> => meters.locator(':scope > span').nth(side).locator('[data-lit="true"]').count();
    const remote = await waitFor('the far side on the meter', async () => ((await bars(0)) > 0 ? bars(0) : undefined));
    const local = await waitFor('our side on the meter', async () => ((await bars(1)) > 0 ? bars(1) : undefined));
    return {
      callId, callerHearsRms: Math.round(heard.heard.rms * 1000) / 1000, callerHearsHz: heard.heard.hz, packetsReceived: heard.packetsReceived,
      meterOfCaller: `${remote}/5`, meterOfAgent: `${local}/5`,
    };
  }

  /** A call and the time from its INVITE leaving the line to the caller's card being on the screen. */
  private async ring(number: string): Promise<{ readonly callId: string; readonly painted: Promise<number> }> {
    const watch = await watchForCard(this.d.page, 'ringing');
    const callId = await this.stack.control.place({ user: AGENT, from: number });
    return {
      callId,
      painted: watch.painted.then(async ({ paintedAt }) => {
        const sent = (await this.stack.control.call(callId)).timings.inviteSentAt;
        if (sent === null) throw new Error('the INVITE was never sent');
        return paintedAt - this.clock - sent;
      }),
    };
  }

  private async open(): Promise<DeskPage> {
    this.app = await launchDesk({ stack: this.stack, userDataDir: this.userDataDir });
    this.desk = new DeskPage(await this.app.desk());
    const [page, line] = [await offsetOf(pageClock(this.desk.page)), await offsetOf(() => this.stack.control.now())];
    this.clock = page.ms - line.ms;
    return this.desk;
  }

  private get d(): DeskPage {
    if (this.desk === null) throw new Error('no desktop is open');
    return this.desk;
  }

  private step(name: StepName, run: () => Promise<Evidence>): Promise<void> {
    const page = async (): Promise<Page | null> => this.desk?.page ?? null;
    return this.report.step(name, page, run);
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
