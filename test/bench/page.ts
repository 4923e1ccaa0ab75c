// The page beside a plain page that uses v86, and beside this project in Node.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { launch } from '#hosts/node/launch.js';
import type { Image } from '#hosts/node/image.js';
import { EXAMPLES, WEB_OUT } from '#node/paths.js';
import { serveSite } from '#site/server.js';
import { deferred } from '#util/deferred.js';
import { launchChromium, newProfile } from '../support/chromium.js';
import type { Line } from './line.js';
import { countingProxy } from './page/counting-proxy.js';
import { servePlainPage } from './page/plain.js';
import { processorTime } from './page/processor-time.js';
import { visit } from './page/visits.js';
import { summarize, type Sample } from './statistics.js';

const ROUNDS = 7;
const RUNS = 15;
const IDLE_SECONDS = 10;
const EXAMPLE = 'pipes/loopback';
const FIRST_OUTPUT = '9 bytes written';

const TERMINALS = "[...document.querySelectorAll('.xterm-rows')].map((rows) => rows.textContent).join('')";
/** True once our page shows a prompt; it reads what only the renderer of HTML elements writes: `--disable-3d-apis`. */
export const OUR_PROMPT = `/[$#]\\s*$/m.test(${TERMINALS})`;
const PLAIN_PROMPT = "document.getElementById('terminal').value.includes('/ # ')";

/** Resolves once the page is kept for visits without a network, which is part of how a second one begins. */
const KEPT = 'navigator.serviceWorker.ready';

interface Visits {
  readonly cold: Sample;
  readonly warm: Sample;
}

export async function benchPage(image: Image): Promise<Line[]> {
  // The terminals' text is read from the page, where only the renderer of HTML elements puts it.
  await using browser = await launchChromium(['--disable-3d-apis']);
  await using site = await serveSite(WEB_OUT, 0);
  await using plainSite = await servePlainPage(image);
  const ours = await visits(browser, site.url, OUR_PROMPT, KEPT);
  const plain = await visits(browser, plainSite.url, PLAIN_PROMPT);
  const idle = await idlePage(browser, site.url);
  const inPage = await runInPage(browser, site.url);
  const inNode = await runInNode(image);
  return [
    ratio('navigation to prompt / plain v86 page, nothing cached', ours.cold, plain.cold),
    ratio('navigation to prompt / plain v86 page, second visit', ours.warm, plain.warm),
    {
      name: 'click on Run to first output',
      value: inPage.median,
      unit: 'ms',
      target: '≤ 200',
      samples: { 'in the page': inPage },
    },
    {
      name: 'the same / the same in Node',
      value: inPage.median / inNode.median,
      unit: '×',
      target: '≤ 2',
      samples: { 'in Node': inNode },
    },
    { name: 'processor time of an idle page', value: idle, unit: '%', target: '< 1' },
    {
      name: 'transferred up to the first prompt, which does not wait for compiled code',
      value: (await bytesToPrompt(browser, site.url)) / 1e6,
      unit: 'MB',
      target: '≤ 7.5',
    },
    {
      name: 'compiled code beside it',
      value: image.manifest.artefacts.warmZst.size / 1e6,
      unit: 'MB',
      target: '≤ 2.5',
    },
  ];
}

function ratio(name: string, page: Sample, plain: Sample): Line {
  return { name, value: page.median / plain.median, unit: '×', target: '≤ 0.25', samples: { page, plain } };
}

/** First and second visits, each pair with a profile of its own. */
async function visits(browser: Browser, url: URL, prompt: string, between = 'undefined'): Promise<Visits> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await using profile = await newProfile(browser);
    {
      await using first = await visit(profile, url, prompt);
      cold.push(first.prompt);
      await first.page.evaluate(between);
    }
    await using second = await visit(profile, url, prompt);
    warm.push(second.prompt);
  }
  return { cold: summarize(cold), warm: summarize(warm) };
}

/** From the click to the program's text on the screen, each time on a machine that has just started. */
async function runInPage(browser: Browser, site: URL): Promise<Sample> {
  const url = new URL(site);
  url.hash = EXAMPLE;
  const times: number[] = [];
  await using profile = await newProfile(browser);
  for (let round = 0; round < RUNS; round++) {
    await using open = await visit(profile, url, OUR_PROMPT);
    times.push(await clickRun(open.page));
  }
  return summarize(times);
}

async function clickRun(page: Page): Promise<number> {
  const button = await page.waitForSelector('::-p-aria([name="Run"][role="button"])');
  await page.evaluate(
    `addEventListener('click', () => (window.clicked = performance.now()), { capture: true, once: true })`,
  );
  await button?.click();
  return (await page.evaluate(
    `when(() => ${TERMINALS}.includes(${JSON.stringify(FIRST_OUTPUT)})).then((seen) => seen - window.clicked)`,
  )) as number;
}

async function runInNode(image: Image): Promise<Sample> {
  const source = await readFile(join(EXAMPLES, EXAMPLE, 'loopback.c'));
  const directory = '/home/student/loopback';
  const times: number[] = [];
  for (let round = 0; round < RUNS; round++) {
    await using machine = await launch(image);
    const begin = performance.now();
    const container = await machine.open();
    await container.put({ path: `${directory}/loopback.c` }, new Uint8Array(source));
    const { compiler } = image.manifest;
    await container.compile({ compiler, directory, sources: ['loopback.c'], output: 'loopback' });
    const seen = deferred<void>();
    const job = container.exec({ argv: ['./loopback'], directory }, () => {
      seen.resolve();
    });
    await seen.promise;
    times.push(performance.now() - begin);
    await job.exited;
  }
  return summarize(times);
}

/** What all of the browser's processes take while a page shows its prompt and nobody does anything, in per cent of a core. */
async function idlePage(browser: Browser, site: URL): Promise<number> {
  await using profile = await newProfile(browser);
  await using open = await visit(profile, site, OUR_PROMPT);
  await open.page.evaluate(KEPT);
  const root = browser.process()?.pid ?? NaN;
  // What starting left to do is done by then.
  await setTimeout(IDLE_SECONDS * 1000);
  const before = await processorTime(root);
  await setTimeout(IDLE_SECONDS * 1000);
  return ((await processorTime(root)) - before) / IDLE_SECONDS / 10;
}

async function bytesToPrompt(browser: Browser, site: URL): Promise<number> {
  await using proxy = await countingProxy(site);
  await using profile = await newProfile(browser);
  const open = await visit(profile, proxy.url, OUR_PROMPT);
  const sent = proxy.sent((path) => !path.startsWith('/assets/warm-'));
  await open[Symbol.asyncDispose]();
  return sent;
}
