import { dialog, type BrowserWindow } from 'electron';
import { assertNever } from '#shared/lib/assert-never.ts';
import type { Language } from '#shared/contract/errors.ts';
import { shellWords } from '../words.ts';
import { decideClose, type ClosingSituation } from './close-decision.ts';

export interface ClosingOptions {
  readonly window: () => BrowserWindow | undefined;
  readonly situation: () => ClosingSituation;
  readonly language: () => Language;
  readonly askDesk: (question: { readonly inCall: boolean }) => void;
  readonly quit: () => void;
}

/** The one way out of the program for a person: the window's cross, Alt+F4 and the tray all come here. */
export class Closing {
  private readonly options: ClosingOptions;

  constructor(options: ClosingOptions) {
    this.options = options;
  }

  /** @returns whether the window may close now */
  wish(wish: 'close' | 'quit'): boolean {
    const situation = this.options.situation();
    const decision = decideClose(situation, wish);
    switch (decision) {
      case 'allow':
        return true;
      case 'hide':
        this.options.window()?.hide();
        return false;
      case 'askDesk':
        this.options.window()?.show();
        this.options.askDesk({ inCall: situation.calls > 0 });
        return false;
      case 'askNatively':
        void this.askNatively(situation);
        return false;
      case 'quit':
        this.options.quit();
        return false;
      default:
        return assertNever(decision);
    }
  }

  answered(quit: boolean): void {
    if (quit) this.options.quit();
  }

  /** The desk is not there to ask: it crashed, or is just loading. */
  private async askNatively(situation: ClosingSituation): Promise<void> {
    const words = shellWords[this.options.language()];
    const question = {
      type: 'question' as const,
      title: words.product,
      message: words.closeTitle,
      detail: situation.calls > 0 ? words.closeInCall : words.closeUnsent.replace('{count}', String(situation.unsent)),
      buttons: [words.stay, words.leave],
      defaultId: 0,
      cancelId: 0,
    };
    const window = this.options.window();
    const answer = window === undefined ? await dialog.showMessageBox(question) : await dialog.showMessageBox(window, question);
    this.answered(answer.response === 1);
  }
}
