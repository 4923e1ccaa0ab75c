// A Chromium of this machine without a window.
import { access, constants } from 'node:fs/promises';
import { launch, type Browser } from 'puppeteer-core';
import { IpclabError } from '#util/error.js';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** ms in which it starts on any machine, however busy, or never does. */
const START = 300_000;

/** What keeps it from looking for a network, a graphics card or its maker. */
export const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws IpclabError `usage` when there is none; `machine-lost` when it does not start */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await findChromium();
  // Its own sandbox refuses to work for root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET;
  try {
    return await launch({
      executablePath,
      args: flags,
      timeout: START,
      // Whoever asks something of a page has a deadline of their own.
      protocolTimeout: 0,
      handleSIGINT: false,
      handleSIGTERM: false,
    });
  } catch (error) {
    throw new IpclabError('machine-lost', `${executablePath} does not start: ${(error as Error).message}`);
  }
}

async function findChromium(): Promise<string> {
  const told = process.env['IPCLAB_CHROMIUM'];
  for (const path of told === undefined ? USUAL : [told]) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new IpclabError(
    'usage',
    told === undefined
      ? 'there is no Chromium here; install it, or say where it is with IPCLAB_CHROMIUM'
      : `IPCLAB_CHROMIUM: ${told} is no program; say where Chromium is`,
  );
}
