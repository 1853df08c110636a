import type { Page } from '@playwright/test';

/** Where the card of a known caller is looked for: in the ringing call of the left column, or in the customer's place. */
export type CardPlace = 'ringing' | 'customer';

export interface Painted {
  /** Epoch ms with a fraction, on the desktop's clock: the commit that put the card into the document. */
  readonly committedAt: number;
  /** The second animation frame after it: by then the card has been on the screen. */
  readonly paintedAt: number;
}

/**
 * Starts to watch for the card of the next known caller. The watcher lives in the page and touches nothing of the
 * product: a mutation observer, then two animation frames.
 * @returns a promise of the moment, inside an object so that starting to watch can be awaited by itself
 */
export async function watchForCard(page: Page, place: CardPlace): Promise<{ readonly painted: Promise<Painted> }> {
  await page.evaluate((where) => {
    const isThere = where === 'ringing'
      ? (): boolean => /\d 星/.test(document.querySelector('article[aria-label="来电振铃"]')?.textContent ?? '')
      : (): boolean => document.querySelector('main[aria-label="客户"] h1 ~ [role="img"]') !== null && document.querySelector('article[aria-label="来电振铃"]') !== null;
    const watched = window as unknown as { cardPainted: Promise<{ committedAt: number; paintedAt: number }> };
    const now = (): number => performance.timeOrigin + performance.now();
    watched.cardPainted = new Promise((resolve) => {
      const look = (): void => {
        if (!isThere()) return;
        observer.disconnect();
        const committedAt = now();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve({ committedAt, paintedAt: now() })));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      look();
    });
  }, place);
  return { painted: page.evaluate(() => (window as unknown as { cardPainted: Promise<{ committedAt: number; paintedAt: number }> }).cardPainted) };
}
