// An X-ray's page in a real browser: how long a long run takes to be drawn, and how it moves.
import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import { xrayHtml } from '#site/xray-html.js';
import { xrayPage } from '#site/xray-page.js';
import { launchChromium, newProfile, serveFiles } from '../support/chromium.js';
import { pingPong } from '../support/xray/stories.js';
import type { Line } from './line.js';
import { visit } from './page/visits.js';
import { summarize, type Sample } from './statistics.js';

const ROUNDS = 7;
const DRAWN = "document.querySelector('.xray-pane svg .lane') !== null";

/** How long a person moves the picture, ms. */
const PANNING = 3000;

/** Moves the picture before each frame, to and fro, and gives the times between frames, ms. */
const PAN = `new Promise((resolve) => {
  const pane = document.querySelector('.xray-pane');
  const waits = [];
  const begin = performance.now();
  let last = begin;
  pane.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }));
  const move = (now) => {
    waits.push(now - last);
    last = now;
    if (now - begin > ${PANNING}) return resolve(waits);
    const deltaX = Math.floor((now - begin) / 500) % 2 === 0 ? 40 : -40;
    pane.dispatchEvent(new WheelEvent('wheel', { deltaX, bubbles: true, cancelable: true }));
    requestAnimationFrame(move);
  };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(move); });
})`;

export async function benchXray(): Promise<Line[]> {
  await using browser = await launchChromium();
  const page = await xrayPage();
  const lines: Line[] = [];
  for (const [events, isAimed] of [
    [10_000, true],
    [200_000, false],
  ] as const) {
    const content = await xrayHtml(
      [{ title: 'a long run', recording: pingPong(events), lines: {}, sources: {} }],
      page,
    );
    await using site = await serveFiles({ '/': { type: 'text/html; charset=utf-8', content } });
    const what = `an X-ray of ${events} events`;
    const { drawn, frames } = await look(browser, site.url, isAimed ? ROUNDS : 1);
    lines.push(
      {
        name: `${what}, from navigation to drawn`,
        value: drawn.median,
        unit: 'ms',
        samples: { drawn },
        ...(isAimed && { target: '≤ 300' }),
      },
      {
        name: `the longest wait for a frame while it moves, ${what}`,
        value: frames.max,
        unit: 'ms',
        samples: { frames },
        ...(isAimed && { target: '< 1000' }),
      },
    );
  }
  return lines;
}

async function look(browser: Browser, url: URL, rounds: number): Promise<{ drawn: Sample; frames: Sample }> {
  const drawn: number[] = [];
  const frames: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await using profile = await newProfile(browser);
    await using open = await visit(profile, url, DRAWN);
    drawn.push(open.prompt);
    await setTimeout(100);
    frames.push(...((await open.page.evaluate(PAN)) as number[]));
  }
  return { drawn: summarize(drawn), frames: summarize(frames) };
}
