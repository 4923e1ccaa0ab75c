// Visits of a page, timed by the page's own clock.
import type { BrowserContext, Page } from 'puppeteer-core';

/** What is waited for takes less, ms; a visit that takes longer is a failure. */
const PATIENCE = 60_000;

/** `when(holds)` resolves to the page's time once something holds, looked at before each frame. */
const WATCH = `
  window.when = (holds) => new Promise((resolve, reject) => {
    const look = () => {
      if (holds()) resolve(performance.now());
      else if (performance.now() > ${PATIENCE}) reject(new Error('not within ${PATIENCE} ms: ' + holds));
      else requestAnimationFrame(look);
    };
    look();
  });`;

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** From navigation to the prompt, ms. */
  readonly prompt: number;
}

/** @param prompt JavaScript that is true once the prompt shows */
export async function visit(context: BrowserContext, url: URL, prompt: string): Promise<Visit> {
  const page = await context.newPage();
  await page.evaluateOnNewDocument(WATCH);
  await page.goto(url.href, { waitUntil: 'domcontentloaded' });
  const time = (await page.evaluate(`when(() => ${prompt})`)) as number;
  return {
    page,
    prompt: time,
    [Symbol.asyncDispose]: async () => {
      await page.close();
    },
  };
}
