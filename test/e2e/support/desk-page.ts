import type { Locator, Page } from '@playwright/test';
import type { DemoAccount } from './stack.ts';
import { waitFor } from './wait.ts';

/** What an agent writes down for a fault; everything else comes from the caller's record. */
export interface FaultNotes {
  readonly category: string;
  readonly description: string;
  /** Whether the line was tested while the customer waited; with the hub away nobody can. */
  readonly tested: boolean;
}

export interface SubmittedTicket {
  /** As shown: official, or provisional while the hub is away. */
  readonly number: string;
  readonly provisional: boolean;
}

/** The desk as an agent meets it, in Chinese: by roles and by the names people read. */
export class DeskPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get agentMenu(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: /菜单$/ });
  }

  get callsColumn(): Locator {
    return this.page.getByRole('region', { name: '通话', exact: true });
  }

  get ringing(): Locator {
    return this.callsColumn.getByRole('article', { name: '来电振铃' });
  }

  get activeCall(): Locator {
    return this.callsColumn.getByRole('article', { name: /^通话中/ });
  }

  get customer(): Locator {
    return this.page.getByRole('main', { name: '客户' });
  }

  get intake(): Locator {
    return this.page.getByRole('region', { name: '受理' });
  }

  get statusLine(): Locator {
    return this.page.getByRole('contentinfo');
  }

  /** Says since when the hub is away and what still works. */
  get offlineBanner(): Locator {
    return this.page.getByRole('status').filter({ has: this.page.getByRole('button', { name: '立即重试' }) });
  }

  light(name: '电话' | '中心' | '媒体'): Locator {
    return this.page.getByRole('group', { name: '三灯' }).getByRole('button').filter({ hasText: name });
  }

  check(name: '电话' | '中心' | '耳麦' | '本机数据'): Locator {
    return this.page.getByRole('list', { name: '签入前检查' }).getByRole('listitem').filter({ hasText: name });
  }

  /** Types into the form, as a person does; the hub must answer first. */
  async signIn(account: Pick<DemoAccount, 'agentNo' | 'password'>): Promise<void> {
    await this.check('中心').getByRole('img', { name: '正常' }).waitFor();
    await this.typeCredentials(account);
    await this.page.getByRole('button', { name: '签入', exact: false }).filter({ hasText: /^签入/ }).click();
    await this.agentMenu.waitFor();
  }

  /** The same form with the hub away. */
  async unlock(account: Pick<DemoAccount, 'agentNo' | 'password'>): Promise<void> {
    await this.page.getByRole('heading', { name: '离线解锁' }).waitFor({ timeout: 30_000 });
    await this.typeCredentials(account);
    await this.page.getByRole('button', { name: '离线解锁' }).click();
    await this.agentMenu.waitFor();
  }

  async typeCredentials(account: Pick<DemoAccount, 'agentNo' | 'password'>): Promise<void> {
    await this.page.getByRole('textbox', { name: '工号' }).fill('');
    await this.page.getByRole('textbox', { name: '工号' }).pressSequentially(account.agentNo);
    await this.page.getByRole('textbox', { name: '口令' }).fill('');
    await this.page.getByRole('textbox', { name: '口令' }).pressSequentially(account.password);
  }

  /** @returns what the desk asked because of unsent work or drafts, null when it asked nothing */
  async signOut(): Promise<string | null> {
    await this.agentMenu.click();
    await this.page.getByRole('button', { name: '签出' }).click();
    const form = this.page.getByRole('textbox', { name: '工号' });
    const question = this.page.getByRole('alertdialog', { name: /未上传/ });
    await form.or(question).waitFor();
    const asked = (await question.isVisible()) ? await question.getByRole('heading').innerText() : null;
    if (asked !== null) await question.getByRole('button', { name: '仍要签出' }).click();
    await form.waitFor();
    return asked;
  }

  /** The phone light is lit and the extension is said to be registered. */
  async phoneReady(timeout = 15_000): Promise<void> {
    await this.statusLine.getByText(/^分机 \d+ 已注册$/).waitFor({ timeout });
  }

  async answer(): Promise<void> {
    await this.ringing.getByRole('button', { name: /^(保持并)?接听/ }).click();
    await this.activeCall.waitFor();
  }

  async hangUp(): Promise<void> {
    await this.activeCall.getByRole('button', { name: /^挂断/ }).click();
    await this.activeCall.waitFor({ state: 'detached' });
  }

  /** The form is open and takes what is typed. */
  async openFault(): Promise<void> {
    const description = this.intake.getByRole('textbox', { name: '描述' });
    await this.intake.waitFor();
    if (!(await description.isVisible())) await this.page.keyboard.press('F9');
    await description.waitFor();
  }

  /** Types into the description and waits until the desk says that it is saved, which it shows to the second. */
  async describe(words: string): Promise<string> {
    const label = this.page.getByText(/^已(自动保存|存本机) \d\d:\d\d:\d\d$/).first();
    const before = await label.innerText();
    await waitFor('the next second', async () => ((await this.page.evaluate(() => new Date().toTimeString().slice(0, 8))) > before.slice(-8) ? true : undefined));
    await this.intake.getByRole('textbox', { name: '描述' }).pressSequentially(words);
    return waitFor('the words to be saved', async () => {
      const now = await label.innerText().catch(() => before);
      return now === before ? undefined : now;
    });
  }

  async fillFault(notes: FaultNotes): Promise<void> {
    const { intake } = this;
    await intake.getByRole('radiogroup', { name: '关系' }).getByRole('radio', { name: '本人' }).click();
    await intake.getByRole('group', { name: /^常用分类/ }).getByRole('button', { name: notes.category }).click();
    await intake.getByRole('radiogroup', { name: '何时起' }).getByRole('radio', { name: '刚刚' }).click();
    if (notes.tested) {
      await intake.getByRole('radiogroup', { name: '测试情况' }).getByRole('radio', { name: '已测' }).click();
      await intake.getByRole('textbox', { name: '测试结果' }).fill('收光 −24.5 dBm，PPPoE 认证超时');
    }
    await intake.getByRole('radiogroup').filter({ has: this.page.getByRole('radio', { name: 'LOS 红灯' }) }).getByRole('radio').first().click();
    await intake.getByRole('textbox', { name: '描述' }).fill(notes.description);
  }

  async submitFault(): Promise<SubmittedTicket> {
    await this.page.keyboard.press('Control+Enter');
    await this.intake.getByText(/^(已提交派单|已存本机，恢复后自动上传)$/).waitFor();
    return this.submittedNumber();
  }

  /** The number shown for a submitted fault. */
  async submittedNumber(): Promise<SubmittedTicket> {
    const text = await this.intake.getByRole('status').filter({ hasText: /把(单号|暂号)告诉客户/ }).innerText();
    const number = /(暂 )?([0-9A-Z]+-[0-9A-Z-]+)/.exec(text);
    if (number?.[2] === undefined) throw new Error(`no ticket number in: ${text}`);
    return { number: number[2], provisional: number[1] !== undefined };
  }
}
