// Machines in workers of one page of a headless Chromium: the page's own worker, WebAssembly and image, from web/out.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import type { GradeJob, JobOutcome } from '#lab/job.js';
import { decodeOutcome, encodeJob } from '#lab/wire.js';
import { launchChromium } from '#node/chromium.js';
import type { Image } from '#hosts/node/image.js';
import { WEB_OUT } from '#node/paths.js';
import { ProgressWatch } from '#hosts/worker/progress-watch.js';
import { missingInPage } from '#site/kit-page.js';
import { GRADE_PAGE } from '#site/site-files.js';
import { serveSite } from '#site/server.js';
import { within, type Limits } from '#util/deadline.js';
import { deferred } from '#util/deferred.js';
import { IpclabError } from '#util/error.js';
import type { GradingHost } from './host.js';

interface OpenPage extends AsyncDisposable {
  /** @returns what the expression gives, once it is there */
  evaluate(expression: string): Promise<string>;
}

export class ChromiumHost implements GradingHost {
  readonly #image: Image;
  #page: Promise<OpenPage> | undefined;
  #closed = false;

  constructor(image: Image) {
    this.#image = image;
  }

  async grade(job: GradeJob, { timeout, signal }: Limits): Promise<JobOutcome> {
    if (this.#closed) throw new IpclabError('aborted', 'the browser was closed before the work was done');
    this.#page ??= openGradePage(this.#image);
    const opening = this.#page;
    let answer: string;
    try {
      const page = await opening;
      const expression = `gradeJob(${JSON.stringify(encodeJob(job))}, ${JSON.stringify({ timeout })})`;
      answer = await within(page.evaluate(expression), 'judging a submission', { signal });
    } catch (error) {
      // The page is lost with everything in it; whoever still needs one opens another.
      if (this.#page === opening) this.#page = undefined;
      await close(opening);
      throw error instanceof IpclabError
        ? error
        : new IpclabError('machine-lost', `the page is lost: ${String(error)}`);
    }
    return decodeOutcome(answer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    const opening = this.#page;
    this.#page = undefined;
    if (opening) await close(opening);
  }
}

async function close(opening: Promise<OpenPage>): Promise<void> {
  const page = await opening.catch(() => undefined);
  await page?.[Symbol.asyncDispose]();
}

async function openGradePage({ manifest }: Image): Promise<OpenPage> {
  if (!existsSync(join(WEB_OUT, GRADE_PAGE)))
    throw new IpclabError('usage', `the page is not built: ${WEB_OUT} has no ${GRADE_PAGE}; build it with: make web`);
  const server = await serveSite(WEB_OUT, 0);
  let browser: Browser | undefined;
  const dispose = async (): Promise<void> => {
    await browser?.close();
    await server[Symbol.asyncDispose]();
  };
  try {
    browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(new URL(GRADE_PAGE, server.url).href);
    const images = (await page.evaluate('images')) as readonly { readonly name: string; readonly digest: string }[];
    if (!images.some(({ digest }) => digest === manifest.digest)) {
      const there = images.map(({ name }) => name);
      throw new IpclabError('usage', missingInPage(there, manifest.name));
    }
    return {
      evaluate: async (expression) => String(await watched(page, page.evaluate(expression))),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The page watches its machines; it is watched for whether it answers at all. */
async function watched<T>(page: Page, work: Promise<T>): Promise<T> {
  const silent = deferred<never>();
  let answers = 0;
  const ask = async (): Promise<number> => {
    await page.evaluate('0');
    return ++answers;
  };
  const result = Promise.race([work, silent.promise]);
  const watch = new ProgressWatch(ask, () => {
    silent.reject(new IpclabError('machine-lost', 'the page does not answer any more'));
  });
  watch.during(result);
  return result;
}
