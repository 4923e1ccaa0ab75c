// A kit as one file: what its parts weigh, and how long it takes from opening it to the prompt.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadExamples } from '#course/examples.js';
import type { Image } from '#hosts/node/image.js';
import { kitContent } from '#site/kit-content.js';
import { readKitPage } from '#site/kit-page.js';
import { singleKit } from '#site/kit-single.js';
import { launchChromium, newProfile } from '../support/chromium.js';
import type { Line } from './line.js';
import { OUR_PROMPT } from './page.js';
import { visit } from './page/visits.js';
import { summarize, type Sample } from './statistics.js';

const ROUNDS = 5;

/** Of a kit with all examples. */
export async function benchKit(image: Image): Promise<Line[]> {
  const texts = { title: 'Benchmark', term: '', statement: '', where: '' };
  const order = { ...texts, labs: [], examples: await loadExamples(), scorm: false };
  const page = await readKitPage();
  const { html, weights } = await singleKit(await kitContent(order, page, image), page, image);
  const time = await timeToPrompt(html);
  return [
    ...weights.map(({ name, bytes }) => ({ name: `kit in one file: ${name}`, value: bytes / 1e6, unit: 'MB' })),
    { name: 'kit in one file, together', value: Buffer.byteLength(html) / 1e6, unit: 'MB', target: '≤ 12' },
    {
      name: 'kit in one file, from opening it to the prompt',
      value: time.median,
      unit: 'ms',
      samples: { opening: time },
    },
  ];
}

async function timeToPrompt(html: string): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-bench-'));
  try {
    const file = join(folder, 'kit.html');
    await writeFile(file, html);
    await using browser = await launchChromium(['--disable-3d-apis']);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await using profile = await newProfile(browser);
      await using open = await visit(profile, pathToFileURL(file), OUR_PROMPT);
      times.push(open.prompt);
    }
    return summarize(times);
  } finally {
    await rm(folder, { recursive: true });
  }
}
